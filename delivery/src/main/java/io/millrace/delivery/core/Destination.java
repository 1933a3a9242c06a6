package io.millrace.delivery.core;

import io.millrace.objects.open.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a stream does with its records, as one version of its definition says.
 *
 * @param streamName the first part of object names
 * @param version the second
 * @param main processed records
 * @param errors those that failed
 * @param backup all records as they were accepted, where that is wanted
 * @param conversion of processed records into rows, where that is wanted
 * @param maxActivePartitions beyond so many open objects, records of a new partition go to the error output
 */
public record Destination(
        String streamName,
        int version,
        Output main,
        Output errors,
        Optional<Output> backup,
        Optional<FormatConversion> conversion,
        BatchLimit batchLimit,
        int maxActivePartitions,
        List<Processor> processors) {

    /** Firehose's quota. */
    public static final int ACTIVE_PARTITIONS = 500;

    public Destination {
        processors = List.copyOf(processors);
    }

    /** Where its keys can lie. */
    Set<Place> places() {
        Set<Place> places = new HashSet<>(List.of(main.place(), errors.place()));
        backup.map(Output::place).ifPresent(places::add);
        return places;
    }
}
