package io.millrace.query.scan;

import io.millrace.formats.Field;
import io.millrace.formats.LineDecoder;
import io.millrace.formats.LineSplitter;
import io.millrace.formats.MalformedRow;
import io.millrace.formats.RowBatch;
import io.millrace.objects.open.OpenObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one open object from its beginning on: of lines that are ended, up to the first that is malformed in any
 * column, as that is for each query to judge. Shared between threads; grows at its end under its lock.
 */
final class OpenBlocks {

    /** So many rows stand in a block at most, which is what the engine takes at once. */
    static final int ROWS = 2048;

    private static final int FEWEST_ROWS = 128;

    /** Blocks of wide tables have fewer rows. */
    private static final int VALUES = 16 * ROWS;

    private static final long LONGEST = 16L << 20;

    /**
     * Some rows of all data columns. Immutable: a block that grows is replaced by one that shares its values.
     *
     * @param from where its lines begin, in the object's bytes
     * @param to where they end
     */
    record Block(RowBatch batch, int rows, long from, long to) {}

    /** Makes the decoder of all data columns, for which a line that is malformed in any is malformed. */
    @FunctionalInterface
    interface Decoding {
        LineDecoder decoder(List<Field> fields);
    }

    private final List<Field> fields;
    private final int capacity;
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable LineDecoder decoder;
    private long through;
    private boolean ended;
    private final AtomicLong weight = new AtomicLong();
    private volatile long lastUsed;

    OpenBlocks(List<Field> fields) {
        this.fields = fields;
        this.capacity = Math.clamp(VALUES / Math.max(1, fields.size()), FEWEST_ROWS, ROWS);
    }

    /** About the bytes of memory that it takes. */
    long weight() {
        return weight.get();
    }

    long lastUsed() {
        return lastUsed;
    }

    void used(long now) {
        lastUsed = now;
    }

    /**
     * The block with that number, if the object as the snapshot shows it has one; decodes what is new.
     *
     * @param object this object, as it stood at some moment
     */
    synchronized Optional<Block> block(int number, OpenObject object, Decoding decoding) throws IOException {
        if (number >= blocks.size() - 1 && !ended && through < object.size()) {
            grow(object, decoding);
        }
        return number < blocks.size() && blocks.get(number).to() <= object.size()
                ? Optional.of(blocks.get(number))
                : Optional.empty();
    }

    private void grow(OpenObject object, Decoding decoding) throws IOException {
        LineDecoder current = decoder;
        if (current == null) {
            current = decoding.decoder(fields);
            decoder = current;
        }
        // The byte before tells a line's beginning from the second half of CR and LF; none stands before the first.
        long base = Math.max(0, through - 1);
        try (InputStream stream = object.stream()) {
            stream.skipNBytes(base);
            LineSplitter lines = new LineSplitter(stream);
            if (through > 0) {
                lines.next();
            }
            while (!ended && lines.next()) {
                long end = base + lines.offset() + lines.to() - lines.from();
                if (end >= object.size()) {
                    return;
                }
                if (end > LONGEST || !add(current, lines, base + lines.offset(), end + 1)) {
                    ended = true;
                }
            }
        }
    }

    /** False where the line is malformed. */
    private boolean add(LineDecoder current, LineSplitter lines, long begin, long next) {
        boolean opens = blocks.isEmpty() || blocks.getLast().rows() == capacity;
        Block grows = opens ? new Block(new RowBatch(fields, capacity), 0, begin, begin) : blocks.getLast();
        try {
            current.decode(lines.buffer(), lines.from(), lines.to(), grows.batch());
        } catch (MalformedRow malformed) {
            return false;
        }
        Block grown = new Block(grows.batch(), grows.rows() + 1, grows.from(), next);
        if (opens) {
            blocks.add(grown);
            weight.addAndGet((long) capacity * fields.size() * Long.BYTES * 2);
        } else {
            blocks.set(blocks.size() - 1, grown);
        }
        weight.addAndGet(next - through);
        through = next;
        return true;
    }
}
