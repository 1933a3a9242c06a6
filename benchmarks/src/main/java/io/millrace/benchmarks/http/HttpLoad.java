package io.millrace.benchmarks.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 generator over kept-alive connections, one request outstanding on each. One thread, one selector, no
 * allocation a request, so that most of two cores is left to the server. Used by one thread, but for {@link #answered}.
 */
public final class HttpLoad {

    /**
     * What was seen.
     *
     * @param answers answers of the 2xx kind
     * @param failures other answers
     * @param complaint the first of those, whole; empty for none
     * @param p50 latency in nanoseconds, as {@code p99}; in an open loop counted from when the request was due
     */
    public record Result(long answers, long failures, String complaint, Duration took, long p50, long p99) {

        public double perSecond() {
            return answers / (took.toNanos() / 1e9);
        }
    }

    private final InetSocketAddress address;
    private final byte[] request;
    private final int connections;

    private final Queue<Connection> idle = new ArrayDeque<>();
    private Latencies latencies = new Latencies();
    private final AtomicLong answers = new AtomicLong();
    private long failures;
    private String complaint = "";

    /** @param request one whole request, head and body; the same is sent each time */
    public HttpLoad(InetSocketAddress address, byte[] request, int connections) {
        this.address = address;
        this.request = request.clone();
        this.connections = connections;
    }

    /** Answers of the 2xx kind in this run so far; any thread may ask. */
    public long answered() {
        return answers.get();
    }

    /** A closed loop: each connection sends the next request when its answer is complete. */
    public Result closedLoop(Duration duration) throws IOException {
        return run(duration, 0);
    }

    /** An open loop: requests are due at a steady rate, whatever the server does. */
    public Result openLoop(Duration duration, int perSecond) throws IOException {
        return run(duration, 1_000_000_000L / perSecond);
    }

    private Result run(Duration duration, long interval) throws IOException {
        latencies = new Latencies();
        answers.set(0);
        failures = 0;
        complaint = "";
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                all.add(open(selector));
            }
            idle.clear();
            idle.addAll(all);
            long begin = System.nanoTime();
            loop(selector, begin, begin + duration.toNanos(), interval);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return new Result(
                    answers.get(), failures, complaint, took, latencies.percentile(0.5), latencies.percentile(0.99));
        } finally {
            for (Connection connection : all) {
                connection.channel.close();
            }
        }
    }

    /** @param interval between two requests of an open loop; 0 for a closed one */
    private void loop(Selector selector, long begin, long end, long interval) throws IOException {
        long nextDue = begin;
        while (true) {
            long now = System.nanoTime();
            boolean over = now - end >= 0;
            if (over && idle.size() == connections) {
                return;
            }
            while (!over && !idle.isEmpty() && nextDue - now <= 0) {
                send(selector, idle.remove(), interval == 0 ? now : nextDue);
                nextDue += interval;
            }
            if (interval == 0 || over || idle.isEmpty()) {
                selector.select(1000);
            } else {
                selector.selectNow();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                ready(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private static void send(Selector selector, Connection connection, long due) throws IOException {
        connection.send(due);
        if (!connection.flush()) {
            connection.channel.keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void ready(SelectionKey key) throws IOException {
        Connection connection = (Connection) key.attachment();
        if (key.isWritable() && connection.flush()) {
            key.interestOps(SelectionKey.OP_READ);
        }
        if (key.isReadable() && connection.receive()) {
            latencies.add(System.nanoTime() - connection.due());
            idle.add(connection);
            if (connection.succeeded()) {
                answers.incrementAndGet();
            } else if (failures++ == 0) {
                complaint = connection.answer();
            }
        }
    }

    private Connection open(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, request);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }
}
