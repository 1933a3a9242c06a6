package io.millrace.catalog;

/** Why the catalog did not do it. The edges give it their own words and codes. */
public final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Reason {
        DATABASE_EXISTS,
        DATABASE_MISSING,
        DATABASE_NOT_EMPTY,
        TABLE_EXISTS,
        TABLE_MISSING,
        VERSION_MISSING,
        PARTITION_EXISTS,
        PARTITION_MISSING,
        /** The table is no longer at the version that the caller saw. */
        CHANGED_MEANWHILE,
        TOO_MANY,
        INVALID
    }

    private final Reason reason;

    public CatalogException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
