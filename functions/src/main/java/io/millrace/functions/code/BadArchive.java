package io.millrace.functions.code;

/** The caller's archive cannot be used; the message says why. */
public final class BadArchive extends Exception {

    private static final long serialVersionUID = 1L;

    BadArchive(String message) {
        super(message);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
