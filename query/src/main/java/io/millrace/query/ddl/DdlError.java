package io.millrace.query.ddl;

/** Why a statement of the Hive part cannot be parsed or run, in Athena's words where they are known. */
public final class DdlError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DdlError(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
