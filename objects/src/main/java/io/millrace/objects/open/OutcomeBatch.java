package io.millrace.objects.open;

import io.millrace.journal.Completion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A batch of outcomes: encoded when its turn comes, applied to the index when it is forced. */
final class OutcomeBatch implements Submission, Completion {

    private final OpenStream stream;
    private final List<OpenBatch.Part> parts;
    private final long through;
    private final Tally more;
    private final Optional<Definition> definition;
    private final Committed done;
    private final List<ByteBuffer> frames = new ArrayList<>();
    private Tally total = Tally.NONE;

    OutcomeBatch(
            OpenStream stream,
            List<OpenBatch.Part> parts,
            long through,
            Tally more,
            Optional<Definition> definition,
            Committed done) {
        this.stream = stream;
        this.parts = parts;
        this.through = through;
        this.more = more;
        this.definition = definition;
        this.done = done;
    }

    @Override
    public void begin(long batch) {
        for (OpenBatch.Part part : parts) {
            if (part.born) {
                frames.add(OpenFrame.born(batch, part.object.number, "", part.object.birth));
            }
            frames.add(piece(batch, part));
        }
        definition.ifPresent(defined -> frames.add(OpenFrame.defined(batch, defined)));
        total = stream.index().tally.plus(more);
        frames.add(OpenFrame.encode(
                new OpenFrame.Commit(batch, frames.size(), stream.index().nextObject, through, total)));
        stream.journal().append(frames, this);
    }

    private static ByteBuffer piece(long batch, OpenBatch.Part part) {
        ByteBuffer frame = OpenFrame.piece(batch, part.object.number, part.from, part.records, part.size);
        for (ByteBuffer bytes : part.bytes) {
            frame.put(bytes.duplicate());
        }
        return frame.flip();
    }

    @Override
    public void forced(long first) {
        throw new IllegalStateException("A batch is several frames");
    }

    @Override
    public void forced(long first, long end) {
        List<Runnable> due = new ArrayList<>();
        synchronized (stream) {
            apply(FramePositions.of(frames, first, end));
            stream.release(parts);
            due.addAll(stream.advanced());
            stream.endTurn();
        }
        due.forEach(Runnable::run);
        if (!parts.isEmpty()) {
            stream.tellFeed();
        }
        done.committed();
    }

    private void apply(long[] positions) {
        OpenIndex index = stream.index();
        int next = 0;
        for (OpenBatch.Part part : parts) {
            if (part.born) {
                part.object.start = positions[next++];
                index.born(part.object);
            }
            part.object.add(positions[next++], part.size, part.records);
        }
        if (definition.isPresent()) {
            index.defined(definition.get(), positions[next++]);
        }
        index.committed(positions[next], through, total);
    }

    @Override
    public void failed(IOException cause) {
        synchronized (stream) {
            stream.release(parts);
            stream.endTurn();
        }
        done.failed(cause);
    }

    @Override
    public void refused() {
        failed(new IOException("The stream's open data is closed."));
    }
}
