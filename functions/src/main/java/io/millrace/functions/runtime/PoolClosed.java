package io.millrace.functions.runtime;

/** The server is stopping: no process is started any more, and what one was at has no outcome. */
public final class PoolClosed extends Exception {

    private static final long serialVersionUID = 1L;

    PoolClosed() {
        super("The server is stopping. Try again when it runs.");
    }
}
