package io.millrace.objects.open;

import io.millrace.journal.Journal;
import io.millrace.journal.JournalReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An open object's bytes, read from the journal piece by piece. Used by one thread. */
final class ExtentStream extends InputStream {

    /** Frames of other objects are read over rather than sought over, where the gap is no larger. */
    private static final long READ_OVER = 256 << 10;

    private final Journal journal;
    private final Extents.View extents;
    private @Nullable JournalReader reader;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private int next;

    ExtentStream(Journal journal, Extents.View extents) {
        this.journal = journal;
        this.extents = extents;
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        piece.get(into, offset, count);
        return count;
    }

    /** Whole pieces are passed over without being read. */
    @Override
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (piece.hasRemaining()) {
                int here = (int) Math.min(left, piece.remaining());
                piece.position(piece.position() + here);
                left -= here;
            } else if (next < extents.count() && extents.length(next) <= left) {
                left -= extents.length(next++);
            } else if (!fill()) {
                break;
            }
        }
        return Math.max(0, count - left);
    }

    @Override
    public int available() {
        return piece.remaining();
    }

    private boolean fill() throws IOException {
        while (!piece.hasRemaining()) {
            if (next == extents.count()) {
                return false;
            }
            piece = payload(extents.position(next));
            piece.position(piece.position() + OpenFrame.PIECE_HEADER);
            if (piece.remaining() != extents.length(next)) {
                throw new IOException("Open data at journal position " + extents.position(next) + " has "
                        + piece.remaining() + " bytes where " + extents.length(next) + " were written.");
            }
            next++;
        }
        return true;
    }

    private ByteBuffer payload(long position) throws IOException {
        JournalReader from = reader;
        if (from == null || position < from.nextPosition() || position > from.nextPosition() + READ_OVER) {
            close();
            from = journal.read(position);
            reader = from;
        }
        while (from.next()) {
            if (from.position() == position) {
                return from.payload().duplicate();
            }
            if (from.position() > position) {
                break;
            }
        }
        throw new IOException("Open data at journal position " + position + " cannot be read.");
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
