package io.millrace.server;

/** Why the process does not start; the message is for the person at the terminal, and says what to do. */
final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message, null, false, false);
    }
}
