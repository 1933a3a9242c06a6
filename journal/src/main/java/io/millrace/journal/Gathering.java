package io.millrace.journal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the next commit wait a moment for those who are just being answered: often they append again at once, and one full
 * commit then takes the place of two halves. The wait ends when the answers are out, and never lasts longer than a small
 * part of a force. Shared between the writer, which waits, and the completion executor.
 */
final class Gathering {

    /** Of a force's time, the part that a commit may wait. */
    private static final int PART = 8;
    /** Below this a force is too cheap to be worth a wait. */
    private static final long WORTHWHILE_NANOS = 50_000;

    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Thread writer = Thread.currentThread();

    /** A commit's answers are on their way. */
    void answering() {
        unanswered.incrementAndGet();
    }

    /** They are out. */
    void answered() {
        if (unanswered.decrementAndGet() == 0) {
            LockSupport.unpark(writer);
        }
    }

    /** Waits until all answers are out, but not for long. */
    void await(long forceNanos) {
        if (forceNanos < WORTHWHILE_NANOS) {
            return;
        }
        writer = Thread.currentThread();
        long deadline = System.nanoTime() + forceNanos / PART;
        long left = forceNanos / PART;
        while (unanswered.get() > 0 && left > 0) {
            LockSupport.parkNanos(this, left);
            left = deadline - System.nanoTime();
        }
    }
}
