package io.millrace.benchmarks.journal;

/** Callers with one append outstanding each. */
interface ClosedLoop {

    void start();

    /** Records that were answered so far. */
    long records();

    /** Ends when the last answer is in. */
    void stop() throws InterruptedException;
}
