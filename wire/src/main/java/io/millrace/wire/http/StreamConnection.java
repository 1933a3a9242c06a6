package io.millrace.wire.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live page's connection: at most one write is under way, and what comes meanwhile waits by key. Shared between
 * threads; its state is guarded by its monitor, and nothing is called while it is held.
 */
final class StreamConnection implements EventSink {

    private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final JettyExchange exchange;
    private final Consumer<StreamConnection> whenGone;
    private final Map<String, byte[]> waiting = new LinkedHashMap<>();
    private boolean writing = true;
    private boolean closing;
    private boolean gone;
    private @Nullable AutoCloseable subscription;

    StreamConnection(JettyExchange exchange, Consumer<StreamConnection> whenGone) {
        this.exchange = exchange;
        this.whenGone = whenGone;
    }

    void begin() {
        HttpFields.Mutable headers = exchange.response().getHeaders();
        headers.put("Content-Type", "text/event-stream");
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Takes what the stream wants to have closed; closes it at once where the page has gone meanwhile. */
    void subscribed(AutoCloseable opened) {
        synchronized (this) {
            if (!gone) {
                subscription = opened;
                return;
            }
        }
        close(opened);
    }

    @Override
    public boolean send(String name, String key, String data) {
        StringBuilder event = new StringBuilder("event: ").append(name).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        return offer(name + " " + key, event.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized boolean isOpen() {
        return !gone && !closing;
    }

    void beat() {
        offer("", BEAT);
    }

    /** Ends the answer after what waits. */
    void close() {
        synchronized (this) {
            if (closing || gone) {
                return;
            }
            closing = true;
            if (writing) {
                return;
            }
            writing = true;
        }
        next();
    }

    private boolean offer(String key, byte[] event) {
        synchronized (this) {
            if (gone || closing) {
                return false;
            }
            waiting.remove(key);
            waiting.put(key, event);
            if (writing) {
                return true;
            }
            writing = true;
        }
        next();
        return true;
    }

    /** Writes all that waits in one go; called by whoever set {@code writing}. */
    private void next() {
        byte[] batch;
        boolean last;
        synchronized (this) {
            last = closing && waiting.isEmpty();
            if (waiting.isEmpty() && !last) {
                writing = false;
                return;
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            waiting.values().forEach(all::writeBytes);
            waiting.clear();
            batch = all.toByteArray();
        }
        if (last) {
            exchange.callback().succeeded();
            gone();
        } else {
            write(batch);
        }
    }

    private void write(byte[] bytes) {
        exchange.response().write(false, ByteBuffer.wrap(bytes), Callback.from(this::next, this::failed));
    }

    private void failed(Throwable cause) {
        exchange.callback().failed(cause);
        gone();
    }

    private void gone() {
        AutoCloseable opened;
        synchronized (this) {
            gone = true;
            waiting.clear();
            opened = subscription;
            subscription = null;
        }
        whenGone.accept(this);
        if (opened != null) {
            // The stream's own code may block, and this may be a selector thread.
            Thread.startVirtualThread(() -> close(opened));
        }
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception fault) {
            log.error("A live page's subscription does not close", fault);
        }
    }
}
