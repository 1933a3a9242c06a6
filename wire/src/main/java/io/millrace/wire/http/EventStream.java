package io.millrace.wire.http;

/**
 * Pushes events to live pages (server-sent events). Shared between threads.
 *
 * <p>{@link #open} runs on a virtual thread when a page connects; what it returns is closed, once, when the page goes or
 * the server stops.
 */
@FunctionalInterface
public interface EventStream {

    AutoCloseable open(PageRequest request, EventSink sink) throws Exception;
}
