package io.millrace.access.policy;

/** A document that is no policy, or not of the kind that is wanted; the message says where and what to write. */
public final class MalformedPolicy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedPolicy(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
