package io.millrace.objects.open;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of consecutive log records on their way into open data: all of them or none. Used by one thread; ended
 * by {@link #commit} or {@link #abandon}.
 */
public final class OpenBatch {

    /**
     * Decides about a new object, at the moment when it is needed.
     *
     * @param <X> how it refuses
     */
    @FunctionalInterface
    public interface BirthSource<X extends Exception> {
        Birth birth() throws X;
    }

    /** What goes into one object. */
    static final class Part {
        final LiveObject object;
        final boolean born;
        final long from;
        final List<ByteBuffer> bytes = new ArrayList<>();
        int size;
        int records;

        Part(LiveObject object, boolean born, long from) {
            this.object = object;
            this.born = born;
            this.from = from;
        }

        boolean full() {
            return object.size + size >= object.birth.sealAtBytes();
        }
    }

    private final OpenStream stream;
    private final Map<String, Part> current = new HashMap<>();
    final List<Part> parts = new ArrayList<>();
    private @Nullable Part last;

    OpenBatch(OpenStream stream) {
        this.stream = stream;
    }

    /** Whether the group has an object that takes records, in this batch or before it. */
    public boolean active(String group) {
        return current.containsKey(group) || stream.active(group);
    }

    /** How many objects take records whose group begins so, those born in this batch included. */
    public int activeObjects(String groupPrefix) {
        int born = 0;
        for (Part part : current.values()) {
            born += part.born && part.object.birth.group().startsWith(groupPrefix) ? 1 : 0;
        }
        return stream.activeObjects(groupPrefix) + born;
    }

    /**
     * Appends a record's outcome to its group's object; the bytes are not copied before the commit.
     *
     * @param position the record's in the log
     * @param source asked where the group has no object that takes more
     */
    public <X extends Exception> void append(String group, long position, ByteBuffer bytes, BirthSource<X> source)
            throws X {
        Part part = last;
        if (part == null || !part.object.birth.group().equals(group)) {
            part = current.get(group);
        }
        if (part == null || part.full()) {
            part = next(group, position, source);
        }
        part.bytes.add(bytes);
        part.size += bytes.remaining();
        part.records++;
        last = part;
    }

    private <X extends Exception> Part next(String group, long position, BirthSource<X> source) throws X {
        LiveObject object = current.containsKey(group) ? null : stream.claim(group);
        boolean born = object == null;
        if (object == null) {
            object = stream.unborn(source.birth());
        }
        Part part = new Part(object, born, position);
        parts.add(part);
        current.put(group, part);
        return part;
    }

    /**
     * Journals the batch.
     *
     * @param through the log position that it reaches
     * @param more the outcomes in it
     * @param definition the one that is in force from there on, if it changes
     */
    public void commit(long through, Tally more, Optional<Definition> definition, Committed done) {
        stream.submit(new OutcomeBatch(stream, parts, through, more, definition, done));
    }

    /** Gives up what was claimed. */
    public void abandon() {
        stream.unclaim(parts);
    }
}
