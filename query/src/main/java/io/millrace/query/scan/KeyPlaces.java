package io.millrace.query.scan;

import io.millrace.catalog.PartitionProjection;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in which of a table's partitions a key lies. Used by one thread. */
public final class KeyPlaces {

    private final boolean partitioned;
    private final TableLocation location;
    private final Optional<PartitionProjection.Matching> matching;

    private KeyPlaces(boolean partitioned, TableLocation location, Optional<PartitionProjection.Matching> matching) {
        this.partitioned = partitioned;
        this.location = location;
        this.matching = matching;
    }

    public static KeyPlaces of(Table table, Instant now) {
        return new KeyPlaces(
                !table.partitionKeys().isEmpty(),
                ScanPlanner.location(table),
                PartitionProjection.of(table).map(it -> it.at(now)));
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
            boolean below = key.startsWith(location.prefix()) && !partitioned;
            return below && !isHidden(key.substring(location.prefix().length()))
                    ? Optional.of(List.of())
                    : Optional.empty();
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
