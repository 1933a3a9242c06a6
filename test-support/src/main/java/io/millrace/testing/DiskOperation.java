package io.millrace.testing;

/** What can be asked of a disk, as far as a {@link FaultPlan} tells it apart. */
public enum DiskOperation {
    CREATE(true),
    OPEN(false),
    APPEND(true),
    READ(false),
    TRUNCATE(true),
    FORCE(true),
    SET_ATTRIBUTE(true),
    CREATE_DIRECTORY(true),
    RENAME(true),
    DELETE(true),
    FORCE_DIRECTORY(true),
    LIST(false);

    private final boolean mutation;

    DiskOperation(boolean mutation) {
        this.mutation = mutation;
    }

    /** Whether it changes what a crash would leave: only these are counted, and only at these does a plan crash. */
    public boolean mutation() {
        return mutation;
    }
}
