package io.millrace.query;

/** A statement failed; the message is what Athena's StateChangeReason says. */
public final class QueryFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    QueryFailure(String message, boolean cancelled) {
        super(message, null, false, false);
        this.cancelled = cancelled;
    }

    /** Whether it was stopped by a caller. */
    public boolean cancelled() {
        return cancelled;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
