package io.millrace.formats;

/**
 * A line that a SerDe cannot read; the message says where in the line, and why. The reader adds object and line, and
 * tells the way out.
 */
public final class MalformedRow extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String IGNORE =
            "To read such rows as nulls, set 'ignore.malformed.json' = 'true' in the table's SERDEPROPERTIES.";

    private final String code;
    private final String wayOut;

    MalformedRow(String message) {
        this("HIVE_CURSOR_ERROR", message, IGNORE);
    }

    MalformedRow(String code, String message, String wayOut) {
        super(message, null, false, false);
        this.code = code;
        this.wayOut = wayOut;
    }

    /** Athena's name of the error. */
    public String code() {
        return code;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** What a person can do about it, as a sentence. */
    public String wayOut() {
        return wayOut;
    }
}
