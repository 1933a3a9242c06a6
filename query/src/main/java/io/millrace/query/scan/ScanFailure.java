package io.millrace.query.scan;

/** Rows cannot be read; the message begins with Athena's error name and says what to do. */
public final class ScanFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScanFailure(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
