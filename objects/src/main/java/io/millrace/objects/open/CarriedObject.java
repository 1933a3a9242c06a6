package io.millrace.objects.open;

import io.millrace.journal.Completion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object born again at the journal's end with the bytes that it has, in one batch: a few megabytes at a time, so that
 * memory does not hold the object. Nobody writes or seals the object meanwhile.
 */
final class CarriedObject implements Submission {

    private static final Logger log = LoggerFactory.getLogger(CarriedObject.class);
    private static final int PIECE = 1 << 20;
    private static final int PIECES_AT_ONCE = 4;

    private final OpenStream stream;
    private final Surroundings around;
    private final Carrying carrying;
    private final LiveObject object;
    private final Extents.View old;
    private final Extents extents = new Extents();
    private @Nullable InputStream bytes;
    private long batch;
    private long start;
    private long left;
    private int frames;

    CarriedObject(OpenStream stream, Surroundings around, Carrying carrying, LiveObject object) {
        this.stream = stream;
        this.around = around;
        this.carrying = carrying;
        this.object = object;
        this.old = stream.reading().pin(object);
        this.left = object.size;
    }

    @Override
    public void begin(long number) {
        batch = number;
        bytes = new ExtentStream(stream.journal(), old);
        append(List.of(OpenFrame.born(batch, object.number, object.intent, object.birth)), List.of());
    }

    private void readOn() {
        try {
            List<ByteBuffer> pieces = new ArrayList<>();
            List<Integer> lengths = new ArrayList<>();
            while (left > 0 && pieces.size() < PIECES_AT_ONCE) {
                int length = (int) Math.min(PIECE, left);
                left -= length;
                pieces.add(piece(length));
                lengths.add(length);
            }
            synchronized (stream) {
                if (left == 0) {
                    OpenIndex index = stream.index();
                    pieces.add(OpenFrame.encode(new OpenFrame.Commit(
                            batch, frames + pieces.size(), index.nextObject, index.visible, index.tally)));
                }
                append(pieces, lengths);
            }
        } catch (IOException cause) {
            end(cause);
        }
    }

    /** The records are counted with the last byte: what is carried is carried whole. */
    private ByteBuffer piece(int length) throws IOException {
        int records = left == 0 ? (int) Math.min(Integer.MAX_VALUE, object.records) : 0;
        InputStream in = bytes;
        byte[] chunk = in == null ? new byte[0] : in.readNBytes(length);
        if (chunk.length != length) {
            throw new IOException("Open data of " + object.birth.key() + " ends early.");
        }
        return OpenFrame.piece(batch, object.number, 0, records, length)
                .put(chunk)
                .flip();
    }

    private void append(List<ByteBuffer> payloads, List<Integer> lengths) {
        stream.journal().append(payloads, new Completion() {
            @Override
            public void forced(long first) {
                throw new IllegalStateException("Several frames were appended");
            }

            @Override
            public void forced(long first, long end) {
                appended(FramePositions.of(payloads, first, end), lengths);
            }

            @Override
            public void failed(IOException cause) {
                end(cause);
            }
        });
    }

    private void appended(long[] positions, List<Integer> lengths) {
        boolean born = frames == 0;
        if (born) {
            start = positions[0];
        }
        frames += positions.length;
        for (int i = 0; i < lengths.size(); i++) {
            extents.add(positions[i], lengths.get(i));
        }
        if (!born && positions.length > lengths.size()) {
            carried(positions[lengths.size()]);
        } else {
            around.scheduler().execute(this::readOn);
        }
    }

    private void carried(long mark) {
        synchronized (stream) {
            OpenIndex index = stream.index();
            object.start = start;
            object.extents = extents;
            index.committed(mark, index.visible, index.tally);
        }
        end(null);
    }

    private void end(@Nullable IOException failure) {
        synchronized (stream) {
            object.writers--;
            stream.reading().unpin(old.lowest());
            stream.again(object);
            carrying.ended(failure == null);
            stream.endTurn();
        }
        if (failure != null) {
            log.warn("{}: {} could not be carried forward: {}", stream.key(), object.birth.key(), failure.toString());
        }
    }

    @Override
    public void refused() {
        end(new IOException("The stream's open data is closed."));
    }
}
