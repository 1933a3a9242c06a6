package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Lays out commits, and hands them to a file in large pieces. Used by one thread at a time. It stands outside the heap,
 * is as large as the commits have been, and never larger than {@link #LARGEST}, whatever they are.
 */
final class CommitBuffer {

    private static final int SMALLEST = 64 * 1024;
    private static final int LARGEST = 1024 * 1024;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(SMALLEST);

    /** Writes the appends as one commit at the position, and tells each append where its first frame stands. */
    void write(SegmentFile file, Append first, int length, long position, long id) throws IOException {
        clear(Format.COMMIT_HEADER + length);
        Format.putCommitHeader(buffer, length, position, id);
        long start = position;
        long frame = position + Format.COMMIT_HEADER;
        for (Append append = first; append != null; append = append.next) {
            append.position = start;
            frame = put(file, append.payloads, frame, id);
            append.end = frame;
            start = frame;
        }
        flush(file);
    }

    private long put(SegmentFile file, List<ByteBuffer> payloads, long from, long id) throws IOException {
        long position = from;
        for (int i = 0; i < payloads.size(); i++) {
            ByteBuffer payload = payloads.get(i);
            int length = payload.remaining();
            int check = Format.check(id, position, length);
            if (buffer.remaining() < Format.FRAME_HEADER) {
                flush(file);
            }
            if (buffer.remaining() >= Format.FRAME_HEADER + length) {
                putWhole(payload, length, check);
            } else {
                putInPieces(file, payload, length, check);
            }
            position += Format.FRAME_HEADER + length;
        }
        return position;
    }

    private void putWhole(ByteBuffer payload, int length, int check) {
        int header = buffer.position();
        int start = header + Format.FRAME_HEADER;
        buffer.put(start, payload, payload.position(), length);
        crc.reset();
        crc.update(buffer.limit(start + length).position(start));
        buffer.limit(buffer.capacity()).position(header);
        buffer.putInt(length).putInt(check).putInt((int) crc.getValue() ^ check);
        buffer.position(start + length);
    }

    private void putInPieces(SegmentFile file, ByteBuffer payload, int length, int check) throws IOException {
        crc.reset();
        crc.update(payload.duplicate());
        buffer.putInt(length).putInt(check).putInt((int) crc.getValue() ^ check);
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                flush(file);
            }
            int piece = Math.min(buffer.remaining(), length - done);
            buffer.put(buffer.position(), payload, payload.position() + done, piece);
            buffer.position(buffer.position() + piece);
            done += piece;
        }
    }

    /** Writes a commit without frames: the mark of a clean close. */
    void writeMark(SegmentFile file, long position, long id) throws IOException {
        clear(Format.COMMIT_HEADER);
        Format.putCommitHeader(buffer, 0, position, id);
        flush(file);
    }

    /** Writes the beginning of a segment: its header and, where there are some, frames of its predecessor. */
    void writeStart(SegmentFile file, Segment segment, long id, FrameCopy frames) throws IOException {
        clear(Format.SEGMENT_HEADER + Format.COMMIT_HEADER);
        Format.putSegmentHeader(buffer, segment, id);
        if (frames.length() > 0) {
            Format.putCommitHeader(buffer, frames.length(), segment.base(), id);
        }
        flush(file);
        frames.copy(file, buffer);
    }

    private void clear(int bytes) {
        if (bytes > buffer.capacity() && buffer.capacity() < LARGEST) {
            int capacity = bytes >= LARGEST ? LARGEST : Integer.highestOneBit(bytes) << 1;
            buffer = ByteBuffer.allocateDirect(capacity);
        }
        buffer.clear();
    }

    private void flush(SegmentFile file) throws IOException {
        file.append(buffer.flip());
        buffer.clear();
    }
}
