package io.millrace.journal;

import io.millrace.base.disk.Disk;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The one that writes: makes commits durable, goes on in a new segment when one is full or cannot be trusted any more.
 * Used by one thread at a time; what it publishes is read by all.
 */
final class Committer {

    private final Disk disk;
    private final SegmentMaker maker;
    private final long segmentSize;
    private final Object segmentsLock = new Object();

    /** Null where the last segment must not be written any more. */
    private @Nullable SegmentWriter writer;

    private long forceNanos;

    private volatile Segments segments;
    private volatile long forcedEnd;

    Committer(Disk disk, SegmentRecovery.Recovered recovered, JournalConfig config) {
        this.disk = disk;
        this.maker = recovered.maker();
        this.segmentSize = config.segmentSize().bytes();
        this.writer = recovered.writer();
        this.segments = recovered.segments();
        this.forcedEnd = recovered.writer().end();
    }

    long forcedEnd() {
        return forcedEnd;
    }

    Segments segments() {
        return segments;
    }

    /**
     * Writes and forces the linked appends, and publishes the new end. On failure none of them is ever seen: what was
     * written is cut off, or the segment is left for good. Bytes that met a failed force are never forced again: the
     * system may have dropped them and would call the second force a success.
     */
    void commit(Append first, int length) throws IOException {
        SegmentWriter to = writerFor(Format.COMMIT_HEADER + length);
        try {
            to.write(first, length);
        } catch (IOException failed) {
            takeBack(to);
            throw failed;
        }
        long start = System.nanoTime();
        try {
            to.force(length);
        } catch (IOException failed) {
            retire(to);
            throw failed;
        }
        forceNanos = System.nanoTime() - start;
        forcedEnd = to.end();
    }

    /** How long the last force took. */
    long forceNanos() {
        return forceNanos;
    }

    private SegmentWriter writerFor(long bytes) throws IOException {
        SegmentWriter current = writer;
        if (current != null && (current.isEmpty() || current.sizeWith(bytes) <= segmentSize)) {
            return current;
        }
        // Once a successor was begun nothing more goes here: its name may stand on the disk even where this fails, and
        // would cut off what is written here now. The next attempt takes the same name, so that no other is left
        // behind.
        if (current != null) {
            Quietly.run(current::giveBackZeros);
            retire(current);
        }
        Segment next = segments.last().successor(forcedEnd);
        writer = maker.make(next);
        synchronized (segmentsLock) {
            segments = segments.with(next);
        }
        return writer;
    }

    private void takeBack(SegmentWriter from) {
        try {
            from.cutOff();
        } catch (IOException failed) {
            retire(from);
        }
    }

    /** Never writes to a segment again. */
    private void retire(SegmentWriter done) {
        writer = null;
        Quietly.run(done::close);
    }

    /** Deletes the segments that lie wholly before the position, the oldest first, each for good before the next. */
    void release(long before) throws IOException {
        synchronized (segmentsLock) {
            while (segments.list().size() > 1 && segments.end(segments.first()) <= Math.min(before, forcedEnd)) {
                Segment oldest = segments.first();
                disk.delete(oldest.file());
                disk.forceDirectory(oldest.directory());
                segments = segments.without(oldest);
            }
        }
    }

    /** Leaves the mark of a clean close, where the last segment can still be trusted. */
    void close() {
        SegmentWriter last = writer;
        if (last != null) {
            Quietly.run(last::markEnd);
            Quietly.run(last::close);
            writer = null;
        }
    }
}
