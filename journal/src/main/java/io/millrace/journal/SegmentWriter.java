package io.millrace.journal;

import java.io.IOException;

/** Appends commits to one segment. Used by one thread at a time; it alone writes to the file. */
final class SegmentWriter implements AutoCloseable {

    private final SegmentFile file;
    private final Segment segment;
    private final long id;
    private final CommitBuffer buffer;
    /** The position after the last forced frame. */
    private long end;

    SegmentWriter(SegmentFile file, Segment segment, long id, CommitBuffer buffer, long end) {
        this.file = file;
        this.segment = segment;
        this.id = id;
        this.buffer = buffer;
        this.end = end;
    }

    long end() {
        return end;
    }

    boolean isEmpty() {
        return end == segment.base();
    }

    /** The size of the file, with so many more bytes. */
    long sizeWith(long bytes) {
        return segment.offset(end) + bytes;
    }

    /** Writes the appends as one commit, and tells each its position; not durable before {@link #force}. */
    void write(Append first, int length) throws IOException {
        buffer.write(file, first, length, end, id);
        file.fillAhead(length);
    }

    /** Makes the commit just written durable. After a failure this file must never be written or forced again. */
    void force(int length) throws IOException {
        file.force();
        end += Format.COMMIT_HEADER + length;
    }

    /** Takes back what was written and not forced, so that the segment can go on. */
    void cutOff() throws IOException {
        file.truncate(segment.offset(end));
    }

    /** Leaves the mark of a clean close: all that stands before it is proven to be forced. */
    void markEnd() throws IOException {
        file.truncate(segment.offset(end));
        buffer.writeMark(file, end, id);
        file.force();
    }

    /** Gives the zeros back that no commit will use; the segment is done. */
    void giveBackZeros() throws IOException {
        file.truncate(segment.offset(end));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
