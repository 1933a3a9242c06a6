package io.millrace.delivery.core;

import io.millrace.objects.open.Encoding;
import io.millrace.objects.open.Place;
import io.millrace.objects.store.ObjectMetadata;
import java.util.List;
import java.util.Set;

/**
 * What a stream does with its records, as one version of its definition says.
 *
 * @param streamName the first part of object names
 * @param version the second
 * @param fileExtension appended to object names, e.g. {@code .gz}; may be empty
 * @param maxActivePartitions beyond so many open objects, records of a new partition go to the error output
 */
public record Destination(
        String streamName,
        int version,
        String bucket,
        KeyTemplate prefix,
        KeyTemplate errorPrefix,
        String fileExtension,
        BufferingHints hints,
        Encoding encoding,
        ObjectMetadata metadata,
        BatchLimit batchLimit,
        int maxActivePartitions,
        List<Processor> processors,
        PutPermission permission) {

    /** Firehose's quota. */
    public static final int ACTIVE_PARTITIONS = 500;

    public Destination {
        processors = List.copyOf(processors);
    }

    /** Where its keys can lie. */
    Set<Place> places() {
        Place main = new Place(bucket, prefix.literalPrefix());
        Place errors = new Place(bucket, errorPrefix.literalPrefix());
        return main.equals(errors) ? Set.of(main) : Set.of(main, errors);
    }
}
