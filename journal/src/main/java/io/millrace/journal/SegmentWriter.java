package io.millrace.journal;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import java.io.IOException;

/** Appends commits to one segment. Used by one thread at a time; it alone writes to the file. */
final class SegmentWriter implements AutoCloseable {

    private final DiskFile file;
    private final Segment segment;
    private final long id;
    private final CommitBuffer buffer;
    /** The position after the last forced frame. */
    private long end;

    private SegmentWriter(DiskFile file, Segment segment, long id, CommitBuffer buffer, long end) {
        this.file = file;
        this.segment = segment;
        this.id = id;
        this.buffer = buffer;
        this.end = end;
    }

    /** Makes an empty segment; see {@link #create(Disk, Segment, long, CommitBuffer, FrameCopy)}. */
    static SegmentWriter create(Disk disk, Segment segment, long id, CommitBuffer buffer) throws IOException {
        return create(disk, segment, id, buffer, new FrameCopy(disk, segment, segment.base(), 0));
    }

    /**
     * Makes a segment that begins with frames of its predecessor. Its name appears when its bytes are forced, so that a
     * segment that is seen is whole; it replaces one of the same name.
     */
    static SegmentWriter create(Disk disk, Segment segment, long id, CommitBuffer buffer, FrameCopy frames)
            throws IOException {
        disk.delete(segment.unfinished());
        DiskFile file = disk.create(segment.unfinished());
        try {
            buffer.writeStart(file, segment, id, frames);
            file.force();
            disk.rename(segment.unfinished(), segment.file());
            disk.forceDirectory(segment.directory());
        } catch (IOException failed) {
            Quietly.run(file::close);
            throw failed;
        }
        long end = segment.base() + (frames.length() == 0 ? 0 : Format.COMMIT_HEADER + frames.length());
        return new SegmentWriter(file, segment, id, buffer, end);
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
        buffer.writeMark(file, end, id);
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
