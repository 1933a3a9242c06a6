package io.millrace.formats;

/** A line that a SerDe cannot read; the message says where in the line, and why. The reader adds object and line. */
public final class MalformedRow extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRow(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
