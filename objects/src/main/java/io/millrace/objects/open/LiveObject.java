package io.millrace.objects.open;

/** An object that is not sealed yet, as memory knows it. Guarded by its stream. */
final class LiveObject {

    enum State {
        /** Takes records. */
        OPEN,
        /** Takes no more; waits for its turn to be sealed. */
        FULL,
        /** Is being staged, or its intent is being journaled. */
        STAGING,
        /** Its intent stands, or may stand: its staging file is not written again. */
        INTENDED,
        /** It stands in the bucket, durably. */
        PUBLISHED,
        /** Its bucket is gone. */
        PARKED
    }

    final long number;
    final Birth birth;
    State state = State.OPEN;

    /** Its birth's place in the journal: nothing before it is needed. */
    long start;

    Extents extents = new Extents();
    long size;
    long records;

    /** What it counts for among the bytes that are overdue. */
    long overdueBytes;

    /** When it is due, by the monotonic clock. */
    long dueNanos;

    /** The staging id of its intent, or empty. */
    String intent = "";

    /** Whether that intent is known to be forced. */
    boolean intentForced;

    /** Whether its staging file has gone into the bucket, so that readers find it there. */
    boolean renamed;

    /** Whether a step of its sealing is under way. */
    boolean stepping;

    /** How often sealing it failed in a row. */
    int failures;

    /** Batches under way that hold bytes for it; it is not sealed meanwhile. */
    int writers;

    LiveObject(long number, Birth birth, long start) {
        this.number = number;
        this.birth = birth;
        this.start = start;
    }

    void add(long position, int length, int more) {
        extents.add(position, length);
        size += length;
        records += more;
    }

    /** Whether nothing more will be done about it in this life. */
    boolean atRest() {
        return state == State.PARKED;
    }

    boolean takesRecords() {
        return state == State.OPEN;
    }

    /** Whether readers find its bytes here, and not in the bucket. */
    boolean readable() {
        return !renamed && state != State.PARKED;
    }
}
