package io.millrace.journal;

import io.millrace.base.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a segment, written one piece after the other. Where pieces are small it is filled with zeros some way ahead,
 * because a force over bytes that are there already takes half the time of one that lets the file grow. Used by one thread
 * at a time.
 */
final class SegmentFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SegmentFile.class);

    /** Larger commits gain nothing from zeros that cost as much as they do. */
    private static final int LARGEST_SMALL_COMMIT = 32 * 1024;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024).asReadOnlyBuffer();

    private final DiskFile file;
    private final long ahead;
    /** Where the next piece goes. */
    private long end;
    /** Where the zeros end; below {@link #end} where there are none. */
    private long filled;

    /** @param ahead how many zeros at once; 0 for none */
    SegmentFile(DiskFile file, long ahead) {
        this.file = file;
        this.ahead = ahead;
    }

    void append(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        file.write(bytes, end);
        end += length;
    }

    /**
     * Fills up after a commit of that length, if it used the zeros up; durable with the commit. Where there is no room for
     * zeros there may be some for commits, so that is no failure.
     */
    void fillAhead(int commit) {
        if (ahead > 0 && end >= filled && commit <= LARGEST_SMALL_COMMIT) {
            try {
                fill();
            } catch (IOException noRoom) {
                log.debug("No zeros ahead of the commits; they are slower now, and whole", noRoom);
            }
        }
    }

    private void fill() throws IOException {
        while (filled < end + ahead) {
            long at = Math.max(filled, end);
            long until = Math.min(at + ZEROS.capacity(), end + ahead);
            file.write(ZEROS.duplicate().limit((int) (until - at)), at);
            filled = until;
        }
    }

    /** Cuts off whatever stands beyond a size, zeros too; the next piece goes there. */
    void truncate(long size) throws IOException {
        file.truncate(size);
        end = size;
        filled = 0;
    }

    /** Makes everything durable. After a failure this file must never be written or forced again. */
    void force() throws IOException {
        file.forceBytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
