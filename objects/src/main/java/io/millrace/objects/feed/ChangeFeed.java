package io.millrace.objects.feed;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Hands every change to every subscriber, later and in order. Shared between threads; {@link #tell} never blocks. At
 * most {@value #LIMIT} changes wait for a subscriber; beyond that they are dropped and it hears {@link Change.Missed}.
 */
public final class ChangeFeed {

    static final int LIMIT = 100_000;

    private final Executor executor;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    /** @param executor runs deliveries; may block */
    public ChangeFeed(Executor executor) {
        this.executor = executor;
    }

    public Subscription subscribe(Consumer<Change> listener) {
        Subscriber subscriber = new Subscriber(listener, executor);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    public void tell(Change change) {
        for (Subscriber subscriber : subscribers) {
            subscriber.offer(change);
        }
    }
}
