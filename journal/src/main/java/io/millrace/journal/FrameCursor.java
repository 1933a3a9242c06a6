package io.millrace.journal;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Walks one segment forward, step by step, over commits, frames and damage. Used by one thread; its memory is one buffer
 * that holds the largest frame it has met last.
 */
final class FrameCursor implements AutoCloseable {

    /** What stands between {@link #position} and {@link #next}. */
    enum Step {
        COMMIT,
        FRAME,
        /** Bytes that are not what was written. */
        DAMAGE,
        END
    }

    private static final int WINDOW = 64 * 1024;

    private final DiskFile file;
    private final Segment segment;
    private final long id;
    private final CRC32C crc = new CRC32C();

    /** The bytes from {@link #windowStart}, up to the buffer's limit. */
    private ByteBuffer window = ByteBuffer.allocate(0);

    private long windowStart;
    private ByteBuffer payload = window;
    private long position;
    private long next;

    FrameCursor(Disk disk, Segment segment, long id, long from) throws IOException {
        this.file = disk.openForReading(segment.file());
        this.segment = segment;
        this.id = id;
        this.position = from;
        this.next = from;
    }

    Segment segment() {
        return segment;
    }

    long position() {
        return position;
    }

    long next() {
        return next;
    }

    /** The payload of the frame that the last step met; valid until the next step. */
    ByteBuffer payload() {
        return payload;
    }

    /**
     * Takes one step; nothing at or beyond the limit is looked at. Where the file ends before the limit, the rest counts
     * as damage.
     */
    Step step(long limit) throws IOException {
        position = next;
        if (position >= limit) {
            return Step.END;
        }
        if (isCommit(position, limit)) {
            next = position + Format.COMMIT_HEADER;
            return Step.COMMIT;
        }
        if (!isFrame(position, limit)) {
            next = resume(position + 1, limit);
            return Step.DAMAGE;
        }
        int length = window.getInt(at(position));
        next = position + Format.FRAME_HEADER + length;
        return readPayload(length, limit) ? Step.FRAME : Step.DAMAGE;
    }

    /** The length that the commit at this position says its frames have; only after the step COMMIT. */
    int commitLength() {
        return Format.commitLength(window, at(position));
    }

    private boolean isCommit(long position, long limit) throws IOException {
        return ensure(position, Format.COMMIT_HEADER, limit)
                && Format.isCommitHeader(window, at(position), position)
                && Format.commitId(window, at(position)) == id;
    }

    /** Whether a frame's intact header stands there and the frame ends within the limit. */
    private boolean isFrame(long position, long limit) throws IOException {
        return ensure(position, Format.FRAME_HEADER, limit)
                && Format.isFrameHeader(window, at(position), position, id)
                && position + Format.FRAME_HEADER + window.getInt(at(position)) <= limit;
    }

    private boolean readPayload(int length, long limit) throws IOException {
        if (!ensure(position, Format.FRAME_HEADER + length, limit)) {
            return false;
        }
        int start = at(position) + Format.FRAME_HEADER;
        crc.reset();
        crc.update(window.array(), window.arrayOffset() + start, length);
        int expected = window.getInt(start - 4) ^ window.getInt(start - 8);
        payload.limit(start + length).position(start);
        return (int) crc.getValue() == expected;
    }

    /** The next position, from this one on, where something intact begins; the limit where nothing does. */
    private long resume(long from, long limit) throws IOException {
        long end = Math.min(limit, segment.position(file.size()));
        for (long candidate = from; candidate < end; candidate++) {
            if (isCommit(candidate, end) || isFrame(candidate, end)) {
                return candidate;
            }
        }
        return limit;
    }

    /** The id in the first intact commit header, whosever it is: for a segment whose own header is lost. */
    OptionalLong findId() throws IOException {
        long end = segment.position(file.size());
        for (long candidate = next; ensure(candidate, Format.COMMIT_HEADER, end); candidate++) {
            if (Format.isCommitHeader(window, at(candidate), candidate)) {
                return OptionalLong.of(Format.commitId(window, at(candidate)));
            }
        }
        return OptionalLong.empty();
    }

    private int at(long position) {
        return (int) (position - windowStart);
    }

    /** Brings the bytes into the window; false where they end beyond the limit or the file. */
    private boolean ensure(long from, int length, long limit) throws IOException {
        if (from >= windowStart && from + length <= windowStart + window.limit()) {
            return true;
        }
        return from + length <= limit && fill(from, length, limit);
    }

    private boolean fill(long from, int length, long limit) throws IOException {
        int known = (int) Math.max(0, windowStart + window.limit() - from);
        if (from < windowStart || known > window.limit()) {
            known = 0;
        }
        window.position(window.limit() - known);
        int capacity = length <= WINDOW ? WINDOW : Integer.highestOneBit(length - 1) << 1;
        if (window.capacity() == capacity) {
            window.compact();
        } else {
            window = ByteBuffer.allocate(capacity).put(window);
            payload = window.duplicate();
        }
        windowStart = from;
        window.limit((int) Math.min(capacity, limit - from));
        try {
            boolean more = true;
            while (window.position() < length && more) {
                more = file.read(window, segment.offset(from + window.position())) >= 0;
            }
        } finally {
            window.flip();
        }
        return window.limit() >= length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
