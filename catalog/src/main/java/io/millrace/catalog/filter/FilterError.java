package io.millrace.catalog.filter;

/** The expression cannot be read; the message says why. */
public final class FilterError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FilterError(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
