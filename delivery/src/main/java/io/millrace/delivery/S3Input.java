package io.millrace.delivery;

import io.millrace.delivery.definition.PartitionSettings;
import io.millrace.delivery.definition.ProcessorSettings;
import io.millrace.delivery.definition.S3Place;
import io.millrace.delivery.definition.S3Settings;
import io.millrace.wire.Input;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a caller says of an S3 destination, in each of its four shapes. What we do not do is refused by name, in
 * AWS's words where it has any.
 */
final class S3Input {

    private static final String EXTENSION_PATTERN = "^$|\\.[0-9a-z!\\-_.*'()]+";
    private static final Pattern EXTENSION = Pattern.compile(EXTENSION_PATTERN);
    private static final List<String> BACKUP_MODES = List.of("Disabled", "Enabled");
    /** With dynamic partitioning or format conversion, where no hints are given. */
    private static final int LARGE_MEGABYTES = 128;

    private final Input input;
    private final boolean extended;

    private S3Input(Input input, boolean extended) {
        this.input = input;
        this.extended = extended;
    }

    static S3Input extended(Input input) {
        return new S3Input(input, true);
    }

    static S3Input plain(Input input) {
        return new S3Input(input, false);
    }

    S3Settings created() {
        S3Place place = new PlaceInput(input).created();
        S3Settings unset = new S3Settings(
                extended,
                place,
                "",
                "UTC",
                false,
                List.of(),
                false,
                Optional.empty(),
                PartitionSettings.OFF,
                Optional.empty());
        S3Settings settings = extended ? extras(unset) : unset;
        boolean large =
                settings.partitioning().enabled() || settings.conversionInUse().isPresent();
        if (large && !input.has("BufferingHints")) {
            settings = roomy(settings);
        }
        DestinationRules.check(settings);
        return settings;
    }

    /** What is not named stays; ProcessingConfiguration is replaced as a whole. */
    S3Settings updated(S3Settings old) {
        S3Settings moved = new S3Settings(
                extended || old.extended(),
                new PlaceInput(input).over(old.place()),
                old.fileExtension(),
                old.customTimeZone(),
                old.processing(),
                old.processors(),
                old.backupEnabled(),
                old.backup(),
                old.partitioning(),
                old.conversion());
        S3Settings settings = extended ? extras(moved) : moved;
        DestinationRules.checkChange(old, settings);
        DestinationRules.check(settings);
        return settings;
    }

    private static S3Settings roomy(S3Settings s3) {
        S3Place place = s3.place();
        return new S3Settings(
                s3.extended(),
                new S3Place(
                        place.roleArn(),
                        place.bucketArn(),
                        place.prefix(),
                        place.errorOutputPrefix(),
                        LARGE_MEGABYTES,
                        place.intervalInSeconds(),
                        place.compression()),
                s3.fileExtension(),
                s3.customTimeZone(),
                s3.processing(),
                s3.processors(),
                s3.backupEnabled(),
                s3.backup(),
                s3.partitioning(),
                s3.conversion());
    }

    /** What only the extended shapes have. */
    private S3Settings extras(S3Settings old) {
        Optional<Input> conversion = input.object("DataFormatConversionConfiguration");
        Optional<Input> processing = input.object("ProcessingConfiguration");
        String mode = input.string("S3BackupMode").orElse(old.backupEnabled() ? "Enabled" : "Disabled");
        PlaceInput.enumerated(input, "S3BackupMode", mode, BACKUP_MODES);
        return new S3Settings(
                old.extended(),
                old.place(),
                extension(old.fileExtension()),
                zone(old.customTimeZone()),
                processing.map(p -> p.bool("Enabled").orElse(true)).orElse(old.processing()),
                processing.map(S3Input::processors).orElse(old.processors()),
                mode.equals("Enabled"),
                backup(old.backup()),
                partitioning(old.partitioning()),
                conversion.isPresent() ? new ConversionInput(conversion.get()).read() : old.conversion());
    }

    private static List<ProcessorSettings> processors(Input processing) {
        return new ProcessorInput(processing).read();
    }

    private Optional<S3Place> backup(Optional<S3Place> old) {
        Optional<S3Place> whole = input.object("S3BackupConfiguration").map(place -> new PlaceInput(place).created());
        Optional<S3Place> changed = input.object("S3BackupUpdate")
                .map(PlaceInput::new)
                .map(place -> old.map(place::over).orElseGet(place::created));
        return whole.or(() -> changed).or(() -> old);
    }

    private PartitionSettings partitioning(PartitionSettings old) {
        return input.object("DynamicPartitioningConfiguration")
                .map(partitioning -> new PartitionSettings(
                        partitioning.bool("Enabled").orElse(old.enabled()),
                        partitioning
                                .object("RetryOptions")
                                .filter(retry -> retry.has("DurationInSeconds"))
                                .map(retry -> PlaceInput.ranged(retry, "DurationInSeconds", 0, 7200))
                                .orElse(old.retrySeconds())))
                .orElse(old);
    }

    private String extension(String fallback) {
        String extension = input.string("FileExtension").orElse(fallback);
        if (extension.length() > 128) {
            throw input.broken("FileExtension", extension, "Member must have length less than or equal to 128");
        }
        if (!EXTENSION.matcher(extension).matches()) {
            throw input.broken(
                    "FileExtension", extension, "Member must satisfy regular expression pattern: " + EXTENSION_PATTERN);
        }
        return extension;
    }

    private String zone(String fallback) {
        String zone = input.string("CustomTimeZone").orElse(fallback);
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "CustomTimeZone '" + zone + "' is no time zone. Use one such as UTC or America/New_York.");
        }
    }
}
