package io.millrace.insight.visual;

/** A visual that cannot be made of its data set; the message says what to change. */
public final class VisualRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VisualRefused(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
