package io.millrace.functions.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory that all processes of all functions may have together: each takes what its function is set to before it is
 * started, and gives it back when it has ended. Shared between threads.
 */
public final class MemoryBudget {

    /** How soon a waiter looks again for a process without work. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** One process's share; given back once, however often it is closed. */
    final class Share implements AutoCloseable {
        private final long megabytes;
        private final AtomicBoolean given = new AtomicBoolean();

        private Share(long megabytes) {
            this.megabytes = megabytes;
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                give(megabytes);
            }
        }
    }

    private final long total;
    private final Runnable reclaim;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private long free;

    /** @param reclaim ends a process that has no work, if there is one; its share comes back a little later */
    public MemoryBudget(long megabytes, Runnable reclaim) {
        this.total = megabytes;
        this.free = megabytes;
        this.reclaim = reclaim;
    }

    /** Takes a share, at once or when others give theirs back. */
    Share take(long megabytes, Duration atMost) throws InterruptedException, NoFreeWorker {
        if (megabytes > total) {
            throw new NoFreeWorker("The function's MemorySize of " + megabytes + " MB is more than the " + total
                    + " MB that all functions have together. Lower it, or raise the setting functions.memory.");
        }
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (free < megabytes) {
                if (nanos <= 0) {
                    throw new NoFreeWorker("The processes of other functions have all of the " + total
                            + " MB that functions have together. Try again, or raise the setting functions.memory.");
                }
                reclaimUnlocked();
                long slice = Math.min(nanos, LOOK_NANOS);
                nanos -= slice - Math.max(0, given.awaitNanos(slice));
            }
            free -= megabytes;
            return new Share(megabytes);
        } finally {
            lock.unlock();
        }
    }

    /** Pools have locks of their own, and give back under them. */
    private void reclaimUnlocked() {
        lock.unlock();
        try {
            reclaim.run();
        } finally {
            lock.lock();
        }
    }

    private void give(long megabytes) {
        lock.lock();
        try {
            free += megabytes;
            given.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
