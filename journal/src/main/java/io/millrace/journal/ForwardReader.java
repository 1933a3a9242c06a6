package io.millrace.journal;

import io.millrace.base.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the segments one after the other, each through its own file handle. Used by one thread at a time. */
final class ForwardReader implements JournalReader {

    private final Journal journal;
    private final Disk disk;
    private final long id;
    private @Nullable FrameCursor cursor;
    /** The cursor may go up to here; further by now, perhaps. */
    private long limit;

    private long position;
    private long next;

    ForwardReader(Journal journal, Disk disk, long id, long from) {
        this.journal = journal;
        this.disk = disk;
        this.id = id;
        this.position = from;
        this.next = from;
    }

    @Override
    public boolean next() throws IOException {
        try {
            return advance();
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    private boolean advance() throws IOException {
        long start = next;
        while (true) {
            FrameCursor at = cursor != null && cursor.next() < limit ? cursor : cursor(start);
            if (at == null) {
                return false;
            }
            switch (at.step(limit)) {
                case COMMIT -> start = at.position();
                case FRAME -> {
                    position = start;
                    next = at.next();
                    return true;
                }
                case DAMAGE -> {
                    journal.report(new Damage(
                            at.position(), at.next(), at.segment().file(), "found while reading: forced bytes differ"));
                    start = at.next();
                    next = start;
                }
                case END -> start = at.next();
            }
        }
    }

    /** A cursor at the position, with a limit beyond it; null where nothing more is forced. */
    private @Nullable FrameCursor cursor(long from) throws IOException {
        long forced = journal.forcedEnd();
        if (from >= forced) {
            return null;
        }
        Segments segments = journal.segments();
        Segment segment = segments.at(from);
        limit = Math.min(forced, segments.end(segment));
        FrameCursor at = cursor;
        if (at == null || !at.segment().equals(segment)) {
            close();
            if (segment.base() > from) {
                throw new IOException("Position " + from + " was released; the journal begins at " + segment.base());
            }
            at = new FrameCursor(disk, segment, id, from);
            cursor = at;
        }
        return at;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long nextPosition() {
        return next;
    }

    @Override
    public ByteBuffer payload() {
        if (cursor == null) {
            throw new IllegalStateException("There is no frame before next() has found one");
        }
        return cursor.payload();
    }

    @Override
    public void close() {
        FrameCursor open = cursor;
        cursor = null;
        if (open != null) {
            Quietly.run(open::close);
        }
    }
}
