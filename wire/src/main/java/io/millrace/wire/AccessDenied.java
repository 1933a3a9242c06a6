package io.millrace.wire;

/**
 * The decision was no. Rendered by each protocol in its own way (S3 says {@code AccessDenied}, JSON services {@code
 * AccessDeniedException}); the message names principal, action and resource, as AWS's does.
 */
public final class AccessDenied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AccessDenied(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
