package io.millrace.journal;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Frames to copy from a segment to its successor, byte by byte, since they keep their positions.
 *
 * @param from the position of the first frame's own header
 */
record FrameCopy(Disk disk, Segment source, long from, int length) {

    void copy(SegmentFile target, ByteBuffer buffer) throws IOException {
        if (length == 0) {
            return;
        }
        try (DiskFile file = disk.openForReading(source.file())) {
            int done = 0;
            while (done < length) {
                buffer.clear().limit(Math.min(buffer.capacity(), length - done));
                int read = file.read(buffer, source.offset(from + done));
                if (read < 0) {
                    throw new EOFException(source.file() + " became shorter while it was recovered");
                }
                target.append(buffer.flip());
                done += read;
            }
        }
    }
}
