package io.millrace.functions.runtime;

/** No process could be had for too long: the caller may try again. */
public final class NoFreeWorker extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message says what to do */
    NoFreeWorker(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
