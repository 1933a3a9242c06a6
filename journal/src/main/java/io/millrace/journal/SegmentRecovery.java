package io.millrace.journal;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds out what a directory of segments holds after whatever happened to it, and makes it ready to go on. Used once, by
 * one thread.
 */
final class SegmentRecovery {

    /** A journal ready to go on. */
    record Recovered(Segments segments, SegmentMaker maker, SegmentWriter writer, RecoveryReport report) {}

    /** What the last segment holds: proven up to one position, believed up to another. */
    private record Tail(Segment segment, long proven, long end, boolean clean) {}

    private final Disk disk;
    private final Path directory;
    private final long ahead;
    private final List<Damage> damages = new ArrayList<>();

    /** @param ahead how many bytes of zeros are written ahead of small commits from now on */
    SegmentRecovery(Disk disk, Path directory, long ahead) {
        this.disk = disk;
        this.directory = directory;
        this.ahead = ahead;
    }

    /**
     * Believes of the files what the order of writing proves, and no more: a segment is forced up to where the next one
     * begins; the last one is forced up to its last intact commit header. What is not intact there is damage. The frames
     * of that last commit may have been forced and answered, or not: they are kept up to the first that is not intact.
     *
     * <p>Because they may stand in memory only, say after a force that failed, they are written again into a new segment,
     * which is seen only when it is whole. So no old file is ever written to.
     */
    Recovered recover() throws IOException {
        disk.createDirectories(directory);
        List<Segment> found = list();
        long id = identity(found);
        for (int i = 0; i + 1 < found.size(); i++) {
            check(found.get(i), id, found.get(i + 1).base());
        }
        if (found.isEmpty()) {
            return goOn(new Tail(new Segment(directory, 0, 0), 0, 0, true), List.of(), id, 0);
        }
        Tail tail = readTail(found.getLast(), id);
        long kept = tail.segment().offset(tail.end()) + (tail.clean() ? Format.COMMIT_HEADER : 0);
        return goOn(tail, found, id, Math.max(0, written(tail.segment()) - kept));
    }

    private Recovered goOn(Tail tail, List<Segment> found, long id, long cut) throws IOException {
        Segment next = tail.segment().successor(tail.proven());
        long frames = tail.proven() + Format.COMMIT_HEADER;
        FrameCopy copy = new FrameCopy(disk, tail.segment(), frames, (int) Math.max(0, tail.end() - frames));
        SegmentMaker maker = new SegmentMaker(disk, id, new CommitBuffer(), ahead);
        SegmentWriter writer = maker.make(next, copy);
        Segments segments = new Segments(found).with(next);
        long start = segments.first().base();
        RecoveryReport report = new RecoveryReport(start, writer.end(), tail.clean(), cut, damages);
        return new Recovered(segments, maker, writer, report);
    }

    /** Reads a segment of which everything below the limit was forced. */
    private void check(Segment segment, long id, long limit) throws IOException {
        try (FrameCursor cursor = new FrameCursor(disk, segment, id, segment.base())) {
            FrameCursor.Step step;
            while ((step = cursor.step(limit)) != FrameCursor.Step.END) {
                if (step == FrameCursor.Step.DAMAGE) {
                    damage(segment, cursor.position(), cursor.next());
                }
            }
        }
    }

    /** Reads the last segment: each intact commit header proves what stands before it, damage included. */
    private Tail readTail(Segment segment, long id) throws IOException {
        long size = size(segment);
        long proven = segment.base();
        long end = proven;
        boolean unbroken = true;
        boolean clean = false;
        List<Damage> unproven = new ArrayList<>();
        try (FrameCursor cursor = new FrameCursor(disk, segment, id, segment.base())) {
            FrameCursor.Step step;
            while ((step = cursor.step(segment.position(size))) != FrameCursor.Step.END) {
                switch (step) {
                    case COMMIT -> {
                        unproven.forEach(damage -> damage(segment, damage.from(), damage.to()));
                        unproven.clear();
                        proven = cursor.position();
                        end = proven;
                        unbroken = true;
                        clean = cursor.commitLength() == 0;
                    }
                    case FRAME -> end = unbroken ? cursor.next() : end;
                    case DAMAGE -> {
                        unbroken = false;
                        unproven.add(new Damage(cursor.position(), cursor.next(), segment.file(), ""));
                    }
                    case END -> {}
                }
            }
        }
        return new Tail(segment, proven, end, clean);
    }

    private void damage(Segment segment, long from, long to) {
        damages.add(new Damage(from, to, segment.file(), "forced bytes are not as they were written"));
    }

    /** All segments in order; what was never finished is removed. */
    private List<Segment> list() throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (FileStatus status : disk.list(directory)) {
            Segment.named(directory, status.name()).ifPresent(segments::add);
            if (status.name().endsWith(Segment.UNFINISHED)) {
                disk.delete(directory.resolve(status.name()));
            }
        }
        segments.sort(Segment.ORDER);
        return segments;
    }

    /** The journal's id: any intact header tells it; a journal without one is new. */
    private long identity(List<Segment> segments) throws IOException {
        OptionalLong id = OptionalLong.empty();
        for (Segment segment : segments) {
            OptionalLong told = readHeader(segment);
            if (told.isPresent() && id.isPresent() && told.getAsLong() != id.getAsLong()) {
                throw new IOException(segment.file() + " belongs to another journal; move it away");
            }
            id = told.isPresent() ? told : id;
        }
        for (int i = 0; i < segments.size() && id.isEmpty(); i++) {
            Segment segment = segments.get(i);
            try (FrameCursor cursor = new FrameCursor(disk, segment, 0, segment.base())) {
                id = cursor.findId();
            }
        }
        return id.orElseGet(() -> new SecureRandom().nextLong());
    }

    private OptionalLong readHeader(Segment segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Format.SEGMENT_HEADER);
        try (DiskFile file = disk.openForReading(segment.file())) {
            while (header.hasRemaining() && file.read(header, header.position()) >= 0) {
                // A read may bring less than there is.
            }
        }
        if (header.hasRemaining() || !Format.isSegmentHeader(header, 0)) {
            damages.add(new Damage(segment.base(), segment.base(), segment.file(), "the segment's header is damaged"));
            return OptionalLong.empty();
        }
        if (!Format.isKnownVersion(header, 0)) {
            throw new IOException(
                    segment.file() + " was written by a newer version, or is no journal; nothing was done");
        }
        if (Format.sequence(header, 0) != segment.sequence() || Format.base(header, 0) != segment.base()) {
            throw new IOException(segment.file() + " was renamed: it is segment " + Format.sequence(header, 0)
                    + " with base " + Format.base(header, 0));
        }
        return OptionalLong.of(Format.segmentId(header, 0));
    }

    /** The size without the zeros at the end: they were written ahead, and nobody's. */
    private long written(Segment segment) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(64 * 1024);
        try (DiskFile file = disk.openForReading(segment.file())) {
            for (long end = file.size(); end > 0; end -= piece.capacity()) {
                long start = Math.max(0, end - piece.capacity());
                piece.clear().limit((int) (end - start));
                while (piece.hasRemaining() && file.read(piece, start + piece.position()) >= 0) {
                    // A read may bring less than there is.
                }
                for (int i = piece.flip().limit() - 1; i >= 0; i--) {
                    if (piece.get(i) != 0) {
                        return start + i + 1;
                    }
                }
            }
            return 0;
        }
    }

    private long size(Segment segment) throws IOException {
        try (DiskFile file = disk.openForReading(segment.file())) {
            return file.size();
        }
    }
}
