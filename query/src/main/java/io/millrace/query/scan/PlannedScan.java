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
    private final List<KeyPlaces> places;
    private final List<StoredSource> sources;
    private final List<OpenSnapshot> snapshots;
    private final Selection copies;
    private final Optional<Copying> copying;
    private final long planned;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * What a query's scan reads of the store.
     *
     * @param places where its objects lie
     * @param copies what columnar copies answer
     * @param planned the stored bytes that all of the scan stands for
     */
    record Stored(List<KeyPlaces> places, List<StoredSource> sources, Selection copies, long planned) {}

    /** A query's scan. */
    PlannedScan(Table table, List<Piece> pieces, List<OpenSnapshot> snapshots, Stored stored) {
        this.table = table;
        this.fields = fields(table);
        this.partitionTypes = partitionTypes(table);
        this.pieces = List.copyOf(pieces);
        this.places = List.copyOf(stored.places());
        this.sources = List.copyOf(stored.sources());
        this.snapshots = List.copyOf(snapshots);
        this.copies = stored.copies();
        this.copying = Optional.empty();
        this.planned = stored.planned();
    }

    /** A scan that a copy is made of: behind the partition columns stands the object's number. */
    PlannedScan(Table table, List<Piece> pieces, Copying copying) {
        List<HiveType> types = new ArrayList<>(partitionTypes(table));
        types.add(HiveType.of(HiveType.Kind.INT));
        this.table = table;
        this.fields = fields(table);
        this.partitionTypes = List.copyOf(types);
        this.pieces = List.copyOf(pieces);
        this.places = List.of();
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

    /** Where the objects of the partitions lie that were read: the table's place, or those of registered partitions. */
    public List<KeyPlaces> places() {
        return places;
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
     * What the decoder is told.
     *
     * @param tells whether every line that is malformed is to be told of, also where queries take such lines for rows of
     *     nulls
     */
    Map<String, String> serdeParameters(boolean tells) {
        Map<String, String> parameters = new HashMap<>(table.serdeParameters());
        String nulls = table.parameters().get(NULL_FOR_INVALID);
        if (nulls != null) {
            parameters.put(NULL_FOR_INVALID, nulls);
        }
        if (tells) {
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

    /** The data columns of a table. */
    static List<Field> fields(Table table) {
        List<Field> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            fields.add(new Field(column.name(), HiveType.parse(column.type()), fields.size()));
        }
        return List.copyOf(fields);
    }
}
