package io.millrace.insight.data;

/** The engine could not answer; the message says why. */
public final class QueryFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a person would do something different about. */
    public enum Reason {
        DENIED,
        NOT_FOUND,
        TIMEOUT,
        OTHER
    }

    private final Reason reason;

    public QueryFailed(Reason reason, String message) {
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
