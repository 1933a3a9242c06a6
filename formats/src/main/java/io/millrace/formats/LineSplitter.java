package io.millrace.formats;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Splits a stream into lines as Hadoop's text input does: each ends with LF, CR or CRLF, the last may end with the
 * stream; a byte order mark at the start is skipped. The bytes of a line are valid until {@link #next}. Used by one
 * thread.
 */
public final class LineSplitter {

    private static final int BUFFER = 128 * 1024;
    private static final int LONGEST_LINE = 100 * 1024 * 1024;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int limit;
    private int from;
    private int to;
    private long line;
    private long shifted;
    private boolean ended;
    private boolean skipLineFeed;

    public LineSplitter(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end. */
    public boolean next() throws IOException {
        if (line == 0 && limit == 0) {
            skipByteOrderMark();
        }
        int scanned = start;
        while (true) {
            if (skipLineFeed && start < limit) {
                skipLineFeed = false;
                if (buffer[start] == '\n') {
                    start++;
                    scanned = Math.max(scanned, start);
                }
            }
            int end = terminator(scanned);
            if (end >= 0) {
                return take(end, end + 1);
            }
            scanned = limit - start;
            if (!fill()) {
                return start < limit && take(limit, limit);
            }
            scanned += start;
        }
    }

    public byte[] buffer() {
        return buffer;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Where the line begins, in bytes from the stream's beginning. */
    public long offset() {
        return shifted + from;
    }

    /** The number of the line, from 1. */
    public long line() {
        return line;
    }

    private boolean take(int end, int nextStart) {
        from = start;
        to = end;
        start = nextStart;
        skipLineFeed = nextStart > end && buffer[end] == '\r';
        line++;
        return true;
    }

    /** Eight bytes at a time: the lowest byte that is zero in either difference is the first LF or CR. */
    private int terminator(int scanned) {
        byte[] bytes = buffer;
        int i = scanned;
        for (; i + Long.BYTES <= limit; i += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, i);
            long feeds = eight ^ ONES * '\n';
            long returns = eight ^ ONES * '\r';
            long found = ((feeds - ONES & ~feeds) | (returns - ONES & ~returns)) & ONES << 7;
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; i < limit; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            shifted += start;
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            if (limit >= LONGEST_LINE) {
                throw new IOException("Line " + (line + 1) + " is longer than " + LONGEST_LINE + " bytes.");
            }
            buffer = Arrays.copyOf(buffer, limit * 2);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
            return false;
        }
        limit += read;
        return true;
    }

    private void skipByteOrderMark() throws IOException {
        while (limit < 3 && fill()) {
            // Three bytes tell.
        }
        if (limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            start = 3;
        }
    }
}
