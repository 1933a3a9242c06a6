package io.millrace.benchmarks.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One kept-alive connection with at most one request outstanding. Used by one thread. */
final class Connection {

    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_CLASS = 9;

    final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(256 * 1024);
    /** When the outstanding request was due. */
    private long due;

    Connection(SocketChannel channel, byte[] request) {
        this.channel = channel;
        // Direct: the channel would copy what is left of it at each attempt to write.
        this.request = ByteBuffer.allocateDirect(request.length).put(request);
    }

    long due() {
        return due;
    }

    /** Sends the request; what the socket does not take yet goes with {@link #flush}. */
    void send(long dueAt) throws IOException {
        due = dueAt;
        request.rewind();
        answer.clear();
        flush();
    }

    /** True when the whole request is out. */
    boolean flush() throws IOException {
        channel.write(request);
        return !request.hasRemaining();
    }

    /** True when the answer is complete. */
    boolean receive() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("The server closed a connection in the middle of the run.");
        }
        int head = headEnd();
        return head >= 0 && answer.position() >= head + contentLength(head);
    }

    boolean succeeded() {
        return answer.get(STATUS_CLASS) == '2';
    }

    String answer() {
        return StandardCharsets.UTF_8.decode(answer.duplicate().flip()).toString();
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
