package io.millrace.objects.feed;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for one listener. Shared between threads; the listener runs on one task at a time. */
final class Subscriber {

    private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

    private final Consumer<Change> listener;
    private final Executor executor;
    private final Queue<Change> waiting = new ArrayDeque<>();
    private final Set<Change> advances = new HashSet<>();
    private boolean draining;

    Subscriber(Consumer<Change> listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    void offer(Change change) {
        if (enqueue(change)) {
            executor.execute(this::drain);
        }
    }

    /** True where nobody drains yet. */
    private synchronized boolean enqueue(Change change) {
        if (change instanceof Change.OpenAdvanced && !advances.add(change)) {
            return false; // The one that waits says the same.
        }
        if (waiting.size() >= ChangeFeed.LIMIT) {
            waiting.clear();
            advances.clear();
            waiting.add(new Change.Missed());
        } else {
            waiting.add(change);
        }
        boolean start = !draining;
        draining = true;
        return start;
    }

    private synchronized @Nullable Change next() {
        Change change = waiting.poll();
        if (change == null) {
            draining = false;
        } else {
            advances.remove(change);
        }
        return change;
    }

    private void drain() {
        for (Change change = next(); change != null; change = next()) {
            deliver(change);
        }
    }

    private void deliver(Change change) {
        try {
            listener.accept(change);
        } catch (RuntimeException failure) {
            log.error("A listener of the change feed failed on {}", change, failure);
        }
    }
}
