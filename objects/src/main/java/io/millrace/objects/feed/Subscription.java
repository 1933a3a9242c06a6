package io.millrace.objects.feed;

/** Ends a subscription; what is being delivered is delivered to its end. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
