package io.millrace.query.engine;

/** A query failed while it ran; the message begins with Athena's error name. */
public final class EngineFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    EngineFailure(String message, boolean cancelled) {
        super(message, null, false, false);
        this.cancelled = cancelled;
    }

    /** Whether it was stopped from outside. */
    public boolean cancelled() {
        return cancelled;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
