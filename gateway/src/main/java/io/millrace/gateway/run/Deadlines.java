package io.millrace.gateway.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends calls that take too long. Shared between threads; one thread of its own looks at the calls under way, so that a
 * call that ends in time costs no timer.
 */
public final class Deadlines implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Thread sweeper;
    private volatile boolean closed;

    private static final class Waiting {
        private final CompletableFuture<?> future;
        private final long deadlineNanos;

        Waiting(CompletableFuture<?> future, long deadlineNanos) {
            this.future = future;
            this.deadlineNanos = deadlineNanos;
        }
    }

    public Deadlines() {
        this.sweeper = Thread.ofPlatform().daemon().name("millrace-deadlines").start(this::sweep);
    }

    /** Fails the future with {@link TimeoutException} unless it completes in time. */
    void watch(CompletableFuture<?> future, Duration atMost) {
        if (future.isDone()) {
            return;
        }
        Waiting entry = new Waiting(future, System.nanoTime() + atMost.toNanos());
        waiting.add(entry);
        var _ = future.whenComplete((value, failure) -> waiting.remove(entry));
    }

    private void sweep() {
        while (!closed) {
            LockSupport.parkNanos(this, TICK.toNanos());
            long now = System.nanoTime();
            for (Waiting entry : waiting) {
                if (now - entry.deadlineNanos >= 0) {
                    entry.future.completeExceptionally(new TimeoutException());
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sweeper);
    }
}
