package io.millrace.functions.runtime;

/** All processes of a function were busy for too long: the caller may try again. */
public final class NoFreeWorker extends Exception {

    private static final long serialVersionUID = 1L;

    NoFreeWorker() {
        super("Rate Exceeded.");
    }
}
