package io.millrace.base;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs tasks now or later, passed in so that a simulation can decide their order. Shared between threads. A task that
 * throws is logged by the scheduler and does not stop it.
 */
public interface Scheduler extends Executor {

    /** Runs the task soon, on a thread that may block. */
    @Override
    void execute(Runnable task);

    /** Runs the task once after the delay, on a thread that may block, unless cancelled before. */
    Cancellable schedule(Duration delay, Runnable task);

    /**
     * An executor for tasks of which one runs at a time and the next one is seldom far, such as a journal's writer: where
     * threads are real, a thread of its own saves handing each task to another one. It need not be closed.
     *
     * @param name of the thread
     */
    default Executor serial(String name) {
        return this;
    }

    /** Something that was scheduled. */
    @FunctionalInterface
    interface Cancellable {
        /** Prevents the task from starting, if it has not started; never interrupts it. */
        void cancel();
    }
}
