package io.millrace.objects.open;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a stream's journal says, in memory: its live objects and how far it came. Guarded by its stream. */
final class OpenIndex {

    /** A birth, its mark and the headers around them; without it small objects would be carried round and round. */
    private static final int CARRIED_OVERHEAD = 300;

    /** By number, that is by birth. */
    final TreeMap<Long, LiveObject> objects = new TreeMap<>();

    /** The youngest object of each group, if it takes records. */
    private final Map<String, LiveObject> current = new HashMap<>();

    private @Nullable Definition definition;
    private long definitionStart;
    private long markStart;

    /** Written under the guard, read by anybody: it is asked for at each record that is accepted. */
    volatile long visible;

    private long overdue;

    /** In objects that are to be sealed and are not yet; read and written as {@link #visible}. */
    private volatile long overdueBytes;

    Tally tally = Tally.NONE;
    long nextObject = 1;
    long nextBatch = 1;

    /** The object that takes the group's next record. */
    @Nullable
    LiveObject current(String group) {
        LiveObject object = current.get(group);
        return object != null && object.takesRecords() ? object : null;
    }

    void born(LiveObject object) {
        objects.put(object.number, object);
        nextObject = Math.max(nextObject, object.number + 1);
        LiveObject other = current.get(object.birth.group());
        if (other == null || other.number < object.number) {
            current.put(object.birth.group(), object);
        }
    }

    void remove(long number) {
        LiveObject object = objects.remove(number);
        if (object != null) {
            current.remove(object.birth.group(), object);
            settled(object);
        }
    }

    void defined(Definition defined, long position) {
        definition = defined;
        definitionStart = position;
    }

    void committed(long position, long through, Tally total) {
        markStart = position;
        visible = through;
        tally = total;
    }

    long overdueBytes() {
        return overdueBytes;
    }

    Optional<Definition> definition() {
        return Optional.ofNullable(definition);
    }

    /** Where the journal's oldest needed frame stands, pins aside. */
    long needed() {
        long lowest = markStart;
        if (definition != null) {
            lowest = Math.min(lowest, definitionStart);
        }
        for (LiveObject object : objects.values()) {
            lowest = Math.min(lowest, object.start);
        }
        return lowest;
    }

    /** Whether the definition's frame is the oldest needed one. */
    boolean definitionIsOldest() {
        return definition != null && definitionStart == needed();
    }

    /** About what it would take to write all that is live again: bytes, births and marks. */
    long liveBytes() {
        long sum = 0;
        for (LiveObject object : objects.values()) {
            sum += object.size
                    + CARRIED_OVERHEAD
                    + object.birth.group().length()
                    + object.birth.key().length();
        }
        return sum;
    }

    /** How many live objects take records whose group begins so. */
    int active(String groupPrefix) {
        int count = 0;
        for (LiveObject object : current.values()) {
            count += object.takesRecords() && object.birth.group().startsWith(groupPrefix) ? 1 : 0;
        }
        return count;
    }

    /** The object takes no more records and is to be sealed. */
    void overdue(LiveObject object) {
        if (object.overdueBytes == 0) {
            object.overdueBytes = object.size;
            overdue += object.size;
            overdueBytes = overdue;
        }
    }

    /** The object is sealed, or never will be. */
    void settled(LiveObject object) {
        overdue -= object.overdueBytes;
        overdueBytes = overdue;
        object.overdueBytes = 0;
    }
}
