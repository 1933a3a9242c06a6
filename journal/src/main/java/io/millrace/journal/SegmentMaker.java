package io.millrace.journal;

import io.millrace.base.disk.Disk;
import java.io.IOException;

/**
 * Makes the segments of one journal. Used by one thread at a time.
 *
 * @param id the journal's
 * @param ahead how many bytes of zeros are written ahead of small commits
 */
record SegmentMaker(Disk disk, long id, CommitBuffer buffer, long ahead) {

    /** Makes an empty segment; see {@link #make(Segment, FrameCopy)}. */
    SegmentWriter make(Segment segment) throws IOException {
        return make(segment, new FrameCopy(disk, segment, segment.base(), 0));
    }

    /**
     * Makes a segment that begins with frames of its predecessor. Its name appears when its bytes are forced, so that a
     * segment that is seen is whole; it replaces one of the same name.
     */
    SegmentWriter make(Segment segment, FrameCopy frames) throws IOException {
        disk.delete(segment.unfinished());
        SegmentFile file = new SegmentFile(disk.create(segment.unfinished()), ahead);
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
}
