package io.millrace.catalog;

/** A table's projection cannot be used; the message begins with Athena's error name. */
public final class ProjectionError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProjectionError(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
