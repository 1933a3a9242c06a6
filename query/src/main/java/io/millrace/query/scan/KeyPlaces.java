package io.millrace.query.scan;

import io.millrace.catalog.Partition;
import io.millrace.catalog.PartitionProjection;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in which of a table's partitions a key lies. Used by one thread. */
public final class KeyPlaces {

    private final TableLocation location;
    private final Optional<PartitionProjection.Matching> matching;
    private final Optional<List<String>> values;

    private KeyPlaces(
            TableLocation location, Optional<PartitionProjection.Matching> matching, Optional<List<String>> values) {
        this.location = location;
        this.matching = matching;
        this.values = values;
    }

    /** The places of a table whose partitions, if it has any, are projected; registered ones are not known here. */
    public static KeyPlaces of(Table table, Instant now) {
        return new KeyPlaces(
                ScanPlanner.location(table),
                PartitionProjection.of(table).map(it -> it.at(now)),
                table.partitionKeys().isEmpty() ? Optional.of(List.of()) : Optional.empty());
    }

    /** The place of a registered partition: everything below its location. */
    static KeyPlaces of(Partition partition) {
        return new KeyPlaces(
                TableLocation.parse(partition.storage().location()), Optional.empty(), Optional.of(partition.values()));
    }

    /** The same places of the table at another moment. */
    public KeyPlaces at(Table table, Instant now) {
        return matching.isEmpty() ? this : of(table, now);
    }

    /** The bucket and what its keys begin with. */
    public TableLocation location() {
        return location;
    }

    /** The values of the partition that holds the key, where the table has it. */
    public Optional<List<String>> partition(String key) {
        if (key.endsWith("/")) {
            return Optional.empty();
        }
        if (matching.isEmpty()) {
            boolean below = key.startsWith(location.prefix())
                    && !isHidden(key.substring(location.prefix().length()));
            return below ? values : Optional.empty();
        }
        return matching.get()
                .partition(key)
                .filter(partition -> !isHidden(partition.rest()))
                .map(PartitionProjection.Partition::values);
    }

    /** Hive takes no account of files and directories whose names begin with an underscore or a dot. */
    private static boolean isHidden(String path) {
        for (String part : path.split("/", -1)) {
            if (part.startsWith("_") || part.startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
