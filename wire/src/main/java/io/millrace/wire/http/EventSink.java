package io.millrace.wire.http;

/** One connected page. Shared between threads; never blocks. */
public interface EventSink {

    /**
     * Sends an event as soon as the page takes it. While a page is slow, a newer event replaces an older one with the
     * same key, so that what waits never grows past the number of keys.
     *
     * @param name the page's event name
     * @param key what the event is about, e.g. a visual's id
     * @param data one or more lines, e.g. JSON
     * @return false when the page is gone
     */
    boolean send(String name, String key, String data);

    boolean isOpen();
}
