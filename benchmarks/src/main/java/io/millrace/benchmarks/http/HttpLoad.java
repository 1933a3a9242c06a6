package io.millrace.benchmarks.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A closed-loop HTTP/1.1 generator: each of N kept-alive connections has one request outstanding and sends the next when
 * its answer is complete. One thread, one selector, no allocation a request, so that most of two cores is left to the
 * server.
 */
public final class HttpLoad {

    /**
     * What was seen.
     *
     * @param answers answers with the expected status
     * @param failures other answers
     * @param p50 latency in nanoseconds, as {@code p99}
     */
    public record Result(long answers, long failures, Duration took, long p50, long p99) {

        public double perSecond() {
            return answers / (took.toNanos() / 1e9);
        }
    }

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress address;
    private final byte[] request;
    private final int connections;

    /** @param request one whole request, head and body; the same is sent each time */
    public HttpLoad(InetSocketAddress address, byte[] request, int connections) {
        this.address = address;
        this.request = request.clone();
        this.connections = connections;
    }

    /** A POST of JSON, as bytes on the wire. */
    public static byte[] post(String path, String host, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }

    /** Sends for the duration and waits for what is outstanding. */
    public Result run(Duration duration) throws IOException {
        long[] histogram = new long[64 * 64];
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        Tally tally = new Tally();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                open(selector);
            }
            int outstanding = connections;
            while (outstanding > 0) {
                selector.select(1000);
                for (SelectionKey key : selector.selectedKeys()) {
                    Connection connection = (Connection) key.attachment();
                    if (connection.receive(tally)) {
                        long now = System.nanoTime();
                        histogram[bucket(now - connection.sentAt)]++;
                        if (now - end < 0) {
                            connection.send();
                        } else {
                            connection.channel.close();
                            outstanding--;
                        }
                    }
                }
                selector.selectedKeys().clear();
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Result(tally.answers, tally.failures, took, percentile(histogram, 0.5), percentile(histogram, 0.99));
    }

    private void open(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, ByteBuffer.wrap(request.clone()));
        channel.register(selector, SelectionKey.OP_READ, connection);
        connection.send();
    }

    /** Half-octave buckets with 32 steps: 2 % wide. */
    private static int bucket(long nanos) {
        long value = Math.max(nanos, 64);
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        int step = (int) ((value >>> (exponent - 6)) & 63);
        return exponent * 64 + step;
    }

    private static long percentile(long[] histogram, double share) {
        long total = Arrays.stream(histogram).sum();
        long rank = (long) (total * share);
        for (int i = 0; i < histogram.length; i++) {
            rank -= histogram[i];
            if (rank < 0) {
                return (1L << (i / 64)) + ((long) (i % 64) << (i / 64 - 6));
            }
        }
        return 0;
    }

    private static final class Tally {
        long answers;
        long failures;
    }

    private static final class Connection {
        final SocketChannel channel;
        final ByteBuffer request;
        final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
        long sentAt;

        Connection(SocketChannel channel, ByteBuffer request) {
            this.channel = channel;
            this.request = request;
        }

        void send() throws IOException {
            sentAt = System.nanoTime();
            request.rewind();
            answer.clear();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        /** True when the answer is complete. */
        boolean receive(Tally tally) throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("The server closed a connection in the middle of the run.");
            }
            int head = headEnd();
            if (head < 0 || answer.position() < head + contentLength(head)) {
                return false;
            }
            if (answer.get(9) == '2') {
                tally.answers++;
            } else {
                tally.failures++;
            }
            return true;
        }

        private int headEnd() {
            for (int i = 3; i < answer.position(); i++) {
                if (answer.get(i) == '\n' && answer.get(i - 2) == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private int contentLength(int head) {
            for (int i = 0; i + CONTENT_LENGTH.length < head; i++) {
                if (matches(i)) {
                    return number(i + CONTENT_LENGTH.length);
                }
            }
            return 0;
        }

        private boolean matches(int from) {
            for (int i = 0; i < CONTENT_LENGTH.length; i++) {
                if (Character.toLowerCase(answer.get(from + i)) != CONTENT_LENGTH[i]) {
                    return false;
                }
            }
            return true;
        }

        private int number(int from) {
            int value = 0;
            for (int i = from; ; i++) {
                int digit = answer.get(i) - '0';
                if (digit >= 0 && digit <= 9) {
                    value = value * 10 + digit;
                } else if (answer.get(i) == '\r') {
                    return value;
                }
            }
        }
    }
}
