package io.millrace.query.scan;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.formats.Field;
import io.millrace.formats.HiveType;
import io.millrace.objects.open.OpenSnapshot;
import io.millrace.query.copies.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one scan reads: pieces that the engine's threads take one after the other. Shared between threads. To be closed
 * when the query is over, which makes its readers stop.
 */
public final class PlannedScan implements AutoCloseable {

    /** Athena has it among the table's properties, and gives it to the SerDe. */
    private static final String NULL_FOR_INVALID = "use.null.for.invalid.data";

    private final Table table;
    private final List<Field> fields;
    private final List<HiveType> partitionTypes;
    private final List<Piece> pieces;
    private final List<StoredSource> sources;
    private final List<OpenSnapshot> snapshots;
    private final Selection copies;
    private final Optional<Copying> copying;
    private final long planned;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /** A query's scan: pieces, what copies answer, and how many stored bytes all of that stands for. */
    PlannedScan(
            Table table,
            List<Piece> pieces,
            List<StoredSource> sources,
            List<OpenSnapshot> snapshots,
            Selection copies,
            long planned) {
        this.table = table;
        this.fields = fields(table);
        this.partitionTypes = partitionTypes(table);
        this.pieces = List.copyOf(pieces);
        this.sources = List.copyOf(sources);
        this.snapshots = List.copyOf(snapshots);
        this.copies = copies;
        this.copying = Optional.empty();
        this.planned = planned;
    }

    /** A scan that a copy is made of: behind the partition columns stands the object's number. */
    PlannedScan(Table table, List<Piece> pieces, Copying copying) {
        List<HiveType> types = new ArrayList<>(partitionTypes(table));
        types.add(HiveType.of(HiveType.Kind.INT));
        this.table = table;
        this.fields = fields(table);
        this.partitionTypes = List.copyOf(types);
        this.pieces = List.copyOf(pieces);
        this.sources = List.of();
        this.snapshots = List.of();
        this.copies = Selection.none(List.of());
        this.copying = Optional.of(copying);
        this.planned = 0;
    }

    public Table table() {
        return table;
    }

    /** The data columns. */
    public List<Field> fields() {
        return fields;
    }

    /** The types of the partition columns, which follow the data columns. */
    public List<HiveType> partitionTypes() {
        return partitionTypes;
    }

    /** How many threads can read at the same time. */
    public int parts() {
        return Math.max(1, pieces.size());
    }

    /** What columnar copies answer; the pieces hold the rest. */
    public Selection copies() {
        return copies;
    }

    /** Whether every row comes from copies. */
    public boolean hasNoPieces() {
        return pieces.isEmpty();
    }

    /** The stored bytes of what is read, whether from objects, from open data or from the copies of objects. */
    public long scannedBytes() {
        return planned;
    }

    /**
     * What the decoder is told. A copy keeps every line that is malformed, also where queries take such lines for rows of
     * nulls.
     */
    Map<String, String> serdeParameters() {
        Map<String, String> parameters = new HashMap<>(table.serdeParameters());
        String nulls = table.parameters().get(NULL_FOR_INVALID);
        if (nulls != null) {
            parameters.put(NULL_FOR_INVALID, nulls);
        }
        if (copying.isPresent()) {
            parameters.keySet().removeIf(name -> name.equalsIgnoreCase("ignore.malformed.json"));
        }
        return parameters;
    }

    /** What is told how reading goes, where a copy is made. */
    Optional<Copying> copying() {
        return copying;
    }

    /** Why reading failed, where it did: the engine's own message would hide it. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    void failed(RuntimeException cause) {
        failure.compareAndSet(null, cause);
    }

    Optional<Piece> take() {
        int index = stopped ? pieces.size() : next.getAndIncrement();
        return index < pieces.size() ? Optional.of(pieces.get(index)) : Optional.empty();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Makes the readers end early. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stop();
        sources.forEach(StoredSource::close);
        snapshots.forEach(OpenSnapshot::close);
        copies.close();
    }

    private static List<HiveType> partitionTypes(Table table) {
        return table.partitionKeys().stream()
                .map(column -> HiveType.parse(column.type()))
                .toList();
    }

    private static List<Field> fields(Table table) {
        List<Field> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            fields.add(new Field(column.name(), HiveType.parse(column.type()), fields.size()));
        }
        return List.copyOf(fields);
    }
}
