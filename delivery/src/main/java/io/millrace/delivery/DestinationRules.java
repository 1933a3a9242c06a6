package io.millrace.delivery;

import io.millrace.delivery.core.KeyTemplate;
import io.millrace.delivery.core.PartitionKey;
import io.millrace.delivery.definition.ProcessorSettings;
import io.millrace.delivery.definition.S3Place;
import io.millrace.delivery.definition.S3Settings;
import io.millrace.delivery.partition.PartitionQuery;
import io.millrace.formats.Codec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What the settings of a destination must be together, in AWS's words where they are known. */
final class DestinationRules {

    private static final String BAD_PREFIX =
            "Ths supplied prefix(es) do not satisfy the following constraint: "; // "Ths" is AWS's own.
    private static final int LONGEST_PREFIX = 512;
    private static final int LEAST_LARGE_MEGABYTES = 64;
    private static final int LEAST_PARTITION_SECONDS = 60;

    private DestinationRules() {}

    static void check(S3Settings s3) {
        ZoneId zone = ZoneId.of(s3.customTimeZone());
        KeyTemplate prefix = checkPrefixes(s3.place(), zone);
        checkExtension(s3);
        checkBackup(s3, zone);
        require(
                !s3.processing() || !s3.processors().isEmpty(),
                "A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled.");
        if (s3.conversionInUse().isPresent()) {
            checkConverted(s3.place());
        }
        if (s3.partitioning().enabled()) {
            checkPartitioned(s3, prefix);
        } else {
            checkUnpartitioned(s3, prefix);
        }
    }

    /** What UpdateDestination cannot change. */
    static void checkChange(S3Settings old, S3Settings s3) {
        require(
                old.partitioning().enabled() == s3.partitioning().enabled(),
                "Dynamic Partitioning can be enabled only when the delivery stream is created, and cannot be disabled"
                        + " afterwards. Create another stream.");
        require(
                s3.backupEnabled() || !old.backupEnabled(),
                "S3BackupMode cannot be set to Disabled once it is Enabled. Create another stream.");
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw FirehoseError.INVALID_ARGUMENT.with(otherwise);
        }
    }

    /** Readers go by a key's extension: it may not say another compression than the object has. */
    private static void checkExtension(S3Settings s3) {
        Codec named = Codec.of("x" + s3.fileExtension(), Optional.empty());
        boolean compressed = !s3.place().compression().equals("UNCOMPRESSED")
                || s3.conversionInUse().isPresent();
        boolean same = s3.place().compression().replace("HADOOP_", "").equalsIgnoreCase(named.name());
        require(
                !compressed || named == Codec.NONE || same,
                "FileExtension " + s3.fileExtension() + " names another compression than CompressionFormat "
                        + s3.place().compression() + ", and readers go by the extension. Change one of them.");
    }

    private static void checkBackup(S3Settings s3, ZoneId zone) {
        require(
                !s3.backupEnabled() || s3.backup().isPresent(),
                "S3 backup destination configuration is required when enabling S3 backup.");
        if (s3.backup().isPresent()) {
            KeyTemplate prefix = checkPrefixes(s3.backup().get(), zone);
            require(
                    prefix.partitionKeys().isEmpty(),
                    "Dynamic Partitioning Namespaces can only be part of a prefix expression of processed records, not"
                            + " of the backup.");
        }
    }

    private static KeyTemplate checkPrefixes(S3Place place, ZoneId zone) {
        try {
            KeyTemplate prefix = KeyTemplate.prefix(place.prefix(), zone);
            KeyTemplate errors = KeyTemplate.errorPrefix(place.errorOutputPrefix(), zone);
            boolean expressions = place.prefix().contains("!{");
            require(
                    !expressions || !place.errorOutputPrefix().isEmpty(),
                    BAD_PREFIX + "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions");
            require(
                    !prefix.namesErrorOutputType(),
                    BAD_PREFIX + "Prefix must not contain any occurrence of !{firehose:error-output-type}");
            require(
                    errors.namesErrorOutputType(),
                    BAD_PREFIX
                            + "ErrorOutputPrefix must contain !{firehose:error-output-type} when expressions are used");
            require(
                    errors.partitionKeys().isEmpty(),
                    BAD_PREFIX + "ErrorOutputPrefix cannot contain partitionKeyFromQuery or partitionKeyFromLambda");
            require(length(prefix) <= LONGEST_PREFIX, "Length of evaluated prefix cannot be greater than 512");
            require(
                    length(errors) <= LONGEST_PREFIX,
                    "Length of evaluated ErrorOutputPrefix cannot be greater than 512");
            return prefix;
        } catch (KeyTemplate.Malformed malformed) {
            throw FirehoseError.INVALID_ARGUMENT.with(BAD_PREFIX + malformed.getMessage());
        }
    }

    private static int length(KeyTemplate template) {
        return template.evaluate(Instant.EPOCH, Optional.empty(), Map.of(), new Random(0))
                .length();
    }

    private static void checkConverted(S3Place place) {
        require(
                place.compression().equals("UNCOMPRESSED"),
                "CompressionFormat must be UNCOMPRESSED when data format conversion is enabled: the Compression of the"
                        + " ParquetSerDe compresses.");
        require(
                place.sizeInMegabytes() >= LEAST_LARGE_MEGABYTES,
                "BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.");
    }

    private static void checkUnpartitioned(S3Settings s3, KeyTemplate prefix) {
        require(
                prefix.partitionKeys().isEmpty(),
                "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is"
                        + " enabled.");
        for (ProcessorSettings processor : s3.processors()) {
            String type = processor.type();
            require(
                    !type.equals("MetadataExtraction") && !type.equals("RecordDeAggregation"),
                    "class com.amazonaws.services.firehose.internal.model." + type
                            + "Processor can only be present when Dynamic Partitioning is enabled.");
        }
    }

    private static void checkPartitioned(S3Settings s3, KeyTemplate prefix) {
        require(
                s3.place().sizeInMegabytes() >= LEAST_LARGE_MEGABYTES,
                "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.");
        require(
                s3.place().intervalInSeconds() >= LEAST_PARTITION_SECONDS,
                "BufferingHints.IntervalInSeconds must be at least 60 when Dynamic Partitioning is enabled.");
        Set<PartitionKey> keys = prefix.partitionKeys();
        require(
                !keys.isEmpty(),
                "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled");
        Set<String> queried = queriedKeys(s3);
        for (String key : queried) {
            require(
                    keys.contains(new PartitionKey(PartitionKey.Source.QUERY, key)),
                    "MetaDataExtraction JQ Query can't contain keys that are not present in the S3 Prefix expression");
        }
        for (PartitionKey key : keys) {
            boolean known = key.source() == PartitionKey.Source.QUERY
                    ? queried.contains(key.name())
                    : s3.active("Lambda").isPresent();
            require(
                    known,
                    "The Prefix asks for " + key + ", which no processor gives. Name it in the MetadataExtractionQuery,"
                            + " or let a function return it.");
        }
    }

    private static Set<String> queriedKeys(S3Settings s3) {
        Optional<String> query =
                s3.active("MetadataExtraction").flatMap(processor -> processor.parameter("MetadataExtractionQuery"));
        try {
            return query.isPresent() ? PartitionQuery.of(query.get()).keys() : Set.of();
        } catch (PartitionQuery.Malformed malformed) {
            throw FirehoseError.INVALID_ARGUMENT.with("MetadataExtractionQuery: " + malformed.text());
        }
    }
}
