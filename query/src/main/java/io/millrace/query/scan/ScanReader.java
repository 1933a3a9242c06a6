package io.millrace.query.scan;

import io.millrace.formats.ColumnVector;
import io.millrace.formats.Field;
import io.millrace.formats.LineDecoder;
import io.millrace.formats.LineSplitter;
import io.millrace.formats.MalformedRow;
import io.millrace.formats.RowBatch;
import io.millrace.formats.SerDes;
import io.millrace.objects.store.StoreFault;
import io.millrace.wire.AccessDenied;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One thread's reading of a scan: fills batches from piece after piece. Used by one thread at a time. */
public final class ScanReader implements AutoCloseable {

    /** Rows of a batch that lie in the same partition. */
    public record Stretch(int from, int to, List<String> partition) {}

    private final PlannedScan scan;
    private final List<Field> wanted;
    private final RowBatch batch;
    private final Optional<LineDecoder> decoder;
    private final int headerLines;
    private final int capacity;
    private final List<Stretch> stretches = new ArrayList<>();
    private @Nullable Piece piece;
    private @Nullable LineSplitter lines;
    private @Nullable InputStream stream;
    private long begins;
    private long streamStart;
    private long end;
    private boolean begun;
    private int rows;
    private int nextBlock;
    private OpenBlocks.@Nullable Block block;
    private OpenBlocks.@Nullable Block shown;

    /** @param wanted the data columns to decode; where none is, lines are only counted */
    public ScanReader(PlannedScan scan, List<Field> wanted, int capacity) {
        this.scan = scan;
        this.wanted = List.copyOf(wanted);
        this.capacity = capacity;
        this.batch = new RowBatch(wanted, capacity);
        this.decoder = wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(decoder(scan, wanted, scan.copying().isPresent()));
        this.headerLines = HeaderLines.of(scan.table());
    }

    private static LineDecoder decoder(PlannedScan scan, List<Field> wanted, boolean tells) {
        try {
            return SerDes.decoder(scan.table().serdeClass(), scan.serdeParameters(tells), wanted)
                    .orElseThrow(() -> new ScanFailure("NOT_SUPPORTED: The SerDe "
                            + scan.table().serdeClass() + " is not supported yet. Supported: "
                            + String.join(", ", SerDes.supported()) + "."));
        } catch (IllegalArgumentException wrong) {
            throw new ScanFailure("HIVE_INVALID_METADATA: The SERDEPROPERTIES of "
                    + scan.table().qualifiedName() + " cannot be used: " + wrong.getMessage());
        }
    }

    /** The values of the wanted column with that number. */
    public ColumnVector column(int number) {
        OpenBlocks.Block kept = shown;
        return kept == null
                ? batch.column(number)
                : kept.batch().column(wanted.get(number).ordinal());
    }

    /** How the rows divide among partitions. */
    public List<Stretch> stretches() {
        return stretches;
    }

    /** Fills the batch; the number of rows, 0 at the end. */
    public int fill() {
        batch.clear();
        stretches.clear();
        rows = 0;
        shown = null;
        try {
            while (rows < capacity && shown == null && !scan.isStopped()) {
                Piece current = piece;
                if (current == null) {
                    current = scan.take().orElse(null);
                    if (current == null) {
                        break;
                    }
                    piece = current;
                }
                int from = rows;
                if (mustShow(current)) {
                    break;
                }
                boolean ended = shown == null && step(current);
                if (rows > from) {
                    stretches.add(new Stretch(from, rows, current.partition()));
                }
                if (ended) {
                    end(current);
                }
            }
        } catch (IOException broken) {
            throw failed(new ScanFailure("HIVE_CURSOR_ERROR: " + name() + " cannot be read: " + broken.getMessage()));
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    /**
     * Shows the piece's next rows that are decoded already, if there are any; true where they have to wait, as other rows
     * come first.
     */
    private boolean mustShow(Piece current) throws IOException {
        if (begun || wanted.isEmpty() || headerLines > 0 || capacity < OpenBlocks.ROWS) {
            return false;
        }
        OpenBlocks.Block next = current.source()
                .block(nextBlock, fields -> decoder(scan, fields, true))
                .orElse(null);
        if (next == null || rows > 0) {
            return next != null;
        }
        nextBlock++;
        block = next;
        shown = next;
        rows = next.rows();
        return false;
    }

    /** Reads on; true where the piece is over. A copy is made without the objects that cannot be read. */
    private boolean step(Piece current) throws IOException {
        if (scan.copying().isEmpty()) {
            return advance(current);
        }
        int from = rows;
        try {
            boolean ended = advance(current);
            scan.copying().get().read(current, rows - from, ended);
            return ended;
        } catch (IOException | ScanFailure | AccessDenied | StoreFault unreadable) {
            scan.copying().get().unreadable(current, rows - from);
            return true;
        }
    }

    private boolean advance(Piece current) throws IOException {
        if (!begun) {
            begin(current);
        }
        return read(current);
    }

    /** True where the piece has no more lines. */
    private boolean read(Piece current) throws IOException {
        LineSplitter splitter = lines;
        if (splitter == null) {
            return true;
        }
        while (rows < capacity) {
            if (!splitter.next() || streamStart + splitter.offset() >= end) {
                return true;
            }
            if (decoder.isPresent()) {
                try {
                    decoder.get().decode(splitter.buffer(), splitter.from(), splitter.to(), batch);
                } catch (MalformedRow malformed) {
                    if (scan.copying().isEmpty()) {
                        throw malformed(current, splitter, malformed);
                    }
                    scan.copying().get().malformed(current, splitter);
                    continue;
                }
            }
            rows++;
        }
        return false;
    }

    private void begin(Piece current) throws IOException {
        begun = true;
        begins = block == null ? current.from() : block.to();
        streamStart = Math.max(0, begins - 1);
        Piece.Opened opened = current.source().open(streamStart).orElse(null);
        stream = opened == null ? null : opened.stream();
        lines = opened == null ? null : new LineSplitter(opened.stream());
        end = opened == null || opened.whole() ? Long.MAX_VALUE : current.to();
        int skipped = begins > 0 ? 1 : headerLines;
        for (int i = 0; lines != null && i < skipped && lines.next(); i++) {
            // A stretch begins within a line that is another's; an object with its header.
        }
    }

    private void end(Piece current) throws IOException {
        close();
        lines = null;
        piece = null;
        block = null;
        nextBlock = 0;
        begun = false;
        current.source().done();
    }

    private ScanFailure malformed(Piece current, LineSplitter splitter, MalformedRow malformed) throws IOException {
        OptionalLong kept = current.source().lineInObject(splitter.line());
        long before = kept.isPresent() || begins == 0 ? 0 : linesBefore(current) - 1;
        return new ScanFailure(malformed.code() + ": " + malformed.text() + " (object " + current.name() + ", line "
                + (before + kept.orElse(splitter.line()))
                + "). " + malformed.wayOut());
    }

    /** Lines that begin before those that were read; read again only to tell a failure's line. */
    private long linesBefore(Piece current) throws IOException {
        Piece.Opened opened = current.source().open(0).orElse(null);
        if (opened == null) {
            return 0;
        }
        try (InputStream again = opened.stream()) {
            LineSplitter splitter = new LineSplitter(again);
            long count = 0;
            while (splitter.next() && splitter.offset() < begins) {
                count++;
            }
            return count;
        }
    }

    private RuntimeException failed(RuntimeException failure) {
        scan.failed(failure);
        return failure;
    }

    private String name() {
        Piece current = piece;
        return current == null ? "An object" : current.name();
    }
}
