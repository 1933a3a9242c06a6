package io.millrace.delivery.definition;

import io.millrace.delivery.convert.ConversionSettings;
import java.util.List;
import java.util.Optional;

/**
 * An S3 destination with its defaults filled in.
 *
 * @param extended false where it came as the older S3DestinationConfiguration
 * @param place where processed records go
 * @param fileExtension empty where nothing was given
 * @param processing whether the processors are used
 * @param backupEnabled whether all records go to the backup too, as they were accepted
 * @param backup as it was given, in use or not
 * @param conversion as it was given, in use or not
 */
public record S3Settings(
        boolean extended,
        S3Place place,
        String fileExtension,
        String customTimeZone,
        boolean processing,
        List<ProcessorSettings> processors,
        boolean backupEnabled,
        Optional<S3Place> backup,
        PartitionSettings partitioning,
        Optional<ConversionSettings> conversion) {

    /** How records are converted, if they are. */
    public Optional<ConversionSettings> conversionInUse() {
        return conversion.filter(ConversionSettings::enabled);
    }

    /** The processor of that type, if there is one and processing is on. */
    public Optional<ProcessorSettings> active(String type) {
        return processing
                ? processors.stream()
                        .filter(processor -> processor.type().equals(type))
                        .findFirst()
                : Optional.empty();
    }
}
