package io.millrace.query.scan;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.formats.Field;
import io.millrace.formats.HiveType;
import io.millrace.objects.open.OpenSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one scan reads: pieces that the engine's threads take one after the other. Shared between threads. To be closed
 * when the query is over, which makes its readers stop.
 */
public final class PlannedScan implements AutoCloseable {

    private final Table table;
    private final List<Field> fields;
    private final List<HiveType> partitionTypes;
    private final List<Piece> pieces;
    private final List<StoredSource> sources;
    private final OpenSnapshot snapshot;
    private final AtomicLong scanned;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean stopped;

    PlannedScan(
            Table table, List<Piece> pieces, List<StoredSource> sources, OpenSnapshot snapshot, AtomicLong scanned) {
        this.table = table;
        this.fields = fields(table);
        this.partitionTypes = table.partitionKeys().stream()
                .map(column -> HiveType.parse(column.type()))
                .toList();
        this.pieces = List.copyOf(pieces);
        this.sources = List.copyOf(sources);
        this.snapshot = snapshot;
        this.scanned = scanned;
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

    /** Bytes read so far. */
    public long scannedBytes() {
        return scanned.get();
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
        snapshot.close();
    }

    private static List<Field> fields(Table table) {
        List<Field> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            fields.add(new Field(column.name(), HiveType.parse(column.type()), fields.size()));
        }
        return List.copyOf(fields);
    }
}
