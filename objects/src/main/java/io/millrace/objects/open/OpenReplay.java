package io.millrace.objects.open;

import io.millrace.journal.Journal;
import io.millrace.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recovery's first half: reads a journal from its start and builds the index. Batches without their commit mark are
 * dropped; frames of objects that were sealed meanwhile are passed over. Used by one thread.
 */
final class OpenReplay {

    private record Placed(OpenFrame.OfBatch frame, long position) {}

    private final SealSteps steps;
    private final OpenIndex index = new OpenIndex();
    private final List<Placed> pending = new ArrayList<>();
    /** Pieces whose birth was not seen: it was released, and a seal follows, or it is unreadable. */
    private final Map<Long, Long> orphans = new HashMap<>();

    private final List<String> damage = new ArrayList<>();

    private OpenReplay(SealSteps steps) {
        this.steps = steps;
    }

    static OpenReplay of(Journal journal, SealSteps steps) throws IOException {
        OpenReplay replay = new OpenReplay(steps);
        try (JournalReader reader = journal.read(journal.start())) {
            while (reader.next()) {
                replay.apply(reader.payload(), reader.position());
            }
        }
        replay.orphans.forEach((object, bytes) -> replay.damage.add(
                "The birth of object " + object + " is unreadable; its " + bytes + " bytes are lost."));
        return replay;
    }

    OpenIndex index() {
        return index;
    }

    /** What the journal's damage cost, for the log. */
    List<String> damage() {
        return damage;
    }

    private void apply(ByteBuffer payload, long position) {
        switch (OpenFrame.decode(payload)) {
            case OpenFrame.Intent(long number, String stagingId) -> {
                LiveObject object = index.objects.get(number);
                if (object != null) {
                    object.intent = stagingId;
                }
            }
            case OpenFrame.Sealed(long number) -> {
                index.remove(number);
                orphans.remove(number);
            }
            case OpenFrame.Commit commit -> commit(commit, position);
            case OpenFrame.OfBatch frame -> {
                if (!pending.isEmpty() && pending.getFirst().frame().batch() != frame.batch()) {
                    pending.clear();
                }
                index.nextBatch = Math.max(index.nextBatch, frame.batch() + 1);
                pending.add(new Placed(frame, position));
            }
        }
    }

    private void commit(OpenFrame.Commit commit, long position) {
        pending.removeIf(placed -> placed.frame().batch() != commit.batch());
        if (pending.size() != commit.frames()) {
            damage.add("Of a batch that ends at log position " + commit.through() + ", "
                    + (commit.frames() - pending.size()) + " of " + commit.frames() + " pieces are unreadable.");
        }
        for (Placed placed : pending) {
            apply(placed);
        }
        pending.clear();
        index.nextBatch = Math.max(index.nextBatch, commit.batch() + 1);
        index.nextObject = Math.max(index.nextObject, commit.nextObject());
        index.committed(position, commit.through(), commit.tally());
    }

    private void apply(Placed placed) {
        switch (placed.frame()) {
            case OpenFrame.Born(long batch, long number, String intent, Birth birth) -> {
                index.remove(number);
                orphans.remove(number);
                LiveObject object = new LiveObject(number, steps.recovered(birth), placed.position());
                object.intent = intent;
                index.born(object);
            }
            case OpenFrame.Piece piece -> {
                LiveObject object = index.objects.get(piece.object());
                if (object == null) {
                    orphans.merge(piece.object(), (long) piece.length(), Long::sum);
                } else {
                    object.add(placed.position(), piece.length(), piece.records());
                }
            }
            case OpenFrame.Defined(long batch, Definition definition) -> index.defined(definition, placed.position());
            case OpenFrame.Commit commit ->
                throw new IllegalStateException("A mark is no part of its batch: " + commit);
        }
    }
}
