package io.millrace.delivery;

import io.millrace.base.Arn;
import io.millrace.delivery.core.KeyTemplate;
import io.millrace.delivery.definition.ProcessorSettings;
import io.millrace.delivery.definition.S3Settings;
import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
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

    private static final Pattern BUCKET = Pattern.compile("arn:aws[a-z-]*:s3:::[\\w.\\-]{1,255}");
    private static final String EXTENSION_PATTERN = "^$|\\.[0-9a-z!\\-_.*'()]+";
    private static final Pattern EXTENSION = Pattern.compile(EXTENSION_PATTERN);
    private static final List<String> COMPRESSIONS = List.of("ZIP", "HADOOP_SNAPPY", "Snappy", "GZIP", "UNCOMPRESSED");
    private static final String BAD_PREFIX =
            "Ths supplied prefix(es) do not satisfy the following constraint: "; // "Ths" is AWS's own.

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
        input.requiredString("RoleARN");
        input.requiredString("BucketARN");
        return over(new S3Settings(extended, "", "", "", "", 5, 300, "UNCOMPRESSED", "", "UTC", false, List.of()));
    }

    /** What is not named stays; ProcessingConfiguration is replaced as a whole. */
    S3Settings updated(S3Settings old) {
        return over(old);
    }

    private S3Settings over(S3Settings old) {
        refuseOther();
        Optional<Input> processing = extended ? input.object("ProcessingConfiguration") : Optional.empty();
        Optional<Input> hints = input.object("BufferingHints");
        hints.ifPresent(S3Input::checkHints);
        S3Settings settings = new S3Settings(
                extended || old.extended(),
                input.string("RoleARN").orElse(old.roleArn()),
                bucket(input.string("BucketARN").orElse(old.bucketArn())),
                text("Prefix", old.prefix()),
                text("ErrorOutputPrefix", old.errorOutputPrefix()),
                hints.map(h -> ranged(h, "SizeInMBs", 1, 128)).orElse(old.sizeInMegabytes()),
                hints.map(h -> ranged(h, "IntervalInSeconds", 0, 900)).orElse(old.intervalInSeconds()),
                compression(old.compression()),
                extension(old.fileExtension()),
                zone(old.customTimeZone()),
                processing.map(p -> p.bool("Enabled").orElse(true)).orElse(old.processing()),
                processing.map(S3Input::processors).orElse(old.processors()));
        checkPrefixes(settings);
        return settings;
    }

    private static List<ProcessorSettings> processors(Input processing) {
        return new ProcessorInput(processing).read();
    }

    /** Both hints or neither. */
    private static void checkHints(Input hints) {
        if (hints.has("SizeInMBs") != hints.has("IntervalInSeconds")) {
            throw FirehoseError.INVALID_ARGUMENT.with("BufferingHints must have both SizeInMBs and IntervalInSeconds.");
        }
    }

    private static Integer ranged(Input hints, String name, int least, int most) {
        long value = hints.integer(name).orElse((long) (name.equals("SizeInMBs") ? 5 : 300));
        if (value < least) {
            throw hints.broken(name, Long.toString(value), "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            throw hints.broken(name, Long.toString(value), "Member must have value less than or equal to " + most);
        }
        return (int) value;
    }

    private String bucket(String arn) {
        if (!BUCKET.matcher(arn).matches() || Arn.parse(arn).isEmpty()) {
            throw input.broken(
                    "BucketARN", arn, "Member must satisfy regular expression pattern: arn:.*:s3:::[\\w\\.\\-]{1,255}");
        }
        return arn;
    }

    private String text(String name, String fallback) {
        String text = input.string(name).orElse(fallback);
        if (text.length() > 1024) {
            throw input.broken(name, text, "Member must have length less than or equal to 1024");
        }
        return text;
    }

    private String compression(String fallback) {
        String compression = input.string("CompressionFormat").orElse(fallback);
        if (!COMPRESSIONS.contains(compression)) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value at '" + shape() + ".compressionFormat' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: [" + String.join(", ", COMPRESSIONS)
                            + "]");
        }
        if (!compression.equals("GZIP") && !compression.equals("UNCOMPRESSED")) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "CompressionFormat " + compression + " is not supported here. Use GZIP or UNCOMPRESSED.");
        }
        return compression;
    }

    /** The member's name on the wire, as errors print it. */
    private String shape() {
        String path = input.missing("x").text().replaceAll("(?s).* at '(.*)\\.x' .*", "$1");
        return path;
    }

    private String extension(String fallback) {
        if (!extended) {
            return fallback;
        }
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
        if (!extended) {
            return fallback;
        }
        String zone = input.string("CustomTimeZone").orElse(fallback);
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "CustomTimeZone '" + zone + "' is no time zone. Use one such as" + " UTC or America/New_York.");
        }
    }

    private void refuseOther() {
        input.object("EncryptionConfiguration").ifPresent(encryption -> {
            if (encryption.has("KMSEncryptionConfig")) {
                throw refused("EncryptionConfiguration.KMSEncryptionConfig");
            }
            encryption.string("NoEncryptionConfig");
        });
        input.object("CloudWatchLoggingOptions").ifPresent(logging -> disabled(logging, "CloudWatchLoggingOptions"));
        if (!extended) {
            return;
        }
        if (!input.string("S3BackupMode").orElse("Disabled").equals("Disabled")) {
            throw refused("S3BackupMode");
        }
        for (String name : List.of("S3BackupConfiguration", "S3BackupUpdate")) {
            if (input.has(name)) {
                throw refused(name);
            }
        }
        for (String name : List.of("DataFormatConversionConfiguration", "DynamicPartitioningConfiguration")) {
            input.object(name).ifPresent(feature -> disabled(feature, name));
        }
    }

    private static void disabled(Input feature, String name) {
        if (feature.bool("Enabled").orElse(!name.equals("CloudWatchLoggingOptions"))) {
            throw refused(name);
        }
        feature.whole();
    }

    private static WireException refused(String name) {
        return FirehoseError.INVALID_ARGUMENT.with("The parameter " + name
                + " is not supported here. Leave it out, or set its Enabled to false; see docs/compatibility.md.");
    }

    private static void checkPrefixes(S3Settings s3) {
        try {
            KeyTemplate prefix = KeyTemplate.prefix(s3.prefix(), ZoneId.of(s3.customTimeZone()));
            KeyTemplate errors = KeyTemplate.errorPrefix(s3.errorOutputPrefix(), ZoneId.of(s3.customTimeZone()));
            boolean expressions = s3.prefix().contains("!{");
            if (expressions && s3.errorOutputPrefix().isEmpty()) {
                throw FirehoseError.INVALID_ARGUMENT.with(
                        BAD_PREFIX + "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions");
            }
            if (prefix.namesErrorOutputType()) {
                throw FirehoseError.INVALID_ARGUMENT.with(
                        BAD_PREFIX + "Prefix cannot contain !{firehose:error-output-type}");
            }
            boolean needsType = expressions || s3.errorOutputPrefix().contains("!{");
            if (needsType && !errors.namesErrorOutputType()) {
                throw FirehoseError.INVALID_ARGUMENT.with(BAD_PREFIX
                        + "ErrorOutputPrefix must contain !{firehose:error-output-type} when expressions are used");
            }
            if (!prefix.partitionKeys().isEmpty() || !errors.partitionKeys().isEmpty()) {
                throw FirehoseError.INVALID_ARGUMENT.with(
                        BAD_PREFIX + "partition keys need dynamic partitioning, which is not supported here");
            }
        } catch (KeyTemplate.Malformed malformed) {
            throw FirehoseError.INVALID_ARGUMENT.with(BAD_PREFIX + malformed.getMessage());
        }
    }
}
