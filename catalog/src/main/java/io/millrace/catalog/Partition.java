package io.millrace.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A partition that was registered. Immutable.
 *
 * @param values of the table's partition columns, in their order, as they were written
 * @param storage its own: it may lie anywhere
 */
public record Partition(
        List<String> values,
        Storage storage,
        Map<String, String> parameters,
        Instant created,
        Optional<Instant> lastAccess,
        Optional<Instant> lastAnalyzed) {

    public Partition {
        values = List.copyOf(values);
        parameters = Ordered.copy(parameters);
    }

    /** A new partition, to be stamped when it is stored. */
    public static Partition of(List<String> values, Storage storage, Map<String, String> parameters) {
        return new Partition(values, storage, parameters, Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    public Partition withStorage(Storage changed) {
        return new Partition(values, changed, parameters, created, lastAccess, lastAnalyzed);
    }

    public Partition withValues(List<String> changed) {
        return new Partition(changed, storage, parameters, created, lastAccess, lastAnalyzed);
    }

    Partition createdAt(Instant moment) {
        return new Partition(values, storage, parameters, moment, lastAccess, lastAnalyzed);
    }
}
