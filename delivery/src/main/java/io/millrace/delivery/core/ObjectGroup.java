package io.millrace.delivery.core;

import io.millrace.base.Ids;
import io.millrace.objects.open.Birth;
import io.millrace.objects.open.Stall;
import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.Keys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a stream that go into the same objects, one after the other: of one version, one output, one
 * incarnation of the bucket, one error type or one partition. Immutable.
 */
final class ObjectGroup {

    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of an evaluated prefix, at AWS. */
    private static final int LONGEST_PREFIX = 512;

    private final CoreParts parts;
    private final Destination destination;
    private final Output output;
    private final Bucket bucket;
    private final Optional<ErrorType> errorType;
    private final Map<PartitionKey, String> partition;
    private final String form;
    private final String text;

    private ObjectGroup(
            CoreParts parts,
            Destination destination,
            Output output,
            OutputKind kind,
            Optional<ErrorType> errorType,
            Map<PartitionKey, String> partition,
            String form)
            throws NoBirth {
        this.parts = parts;
        this.destination = destination;
        this.output = output;
        this.bucket = bucket(parts, output.bucket());
        this.errorType = errorType;
        this.partition = partition;
        this.form = form;
        StringBuilder name = new StringBuilder(kind.mark())
                .append(destination.version())
                .append('|')
                .append(bucket.incarnation())
                .append('|')
                .append(errorType.map(ErrorType::text).orElse(""));
        for (String value : partition.values()) {
            name.append('|').append(value.length()).append(':').append(value); // No two partitions read the same.
        }
        if (!form.isEmpty()) {
            name.append("|form:").append(hash(form));
        }
        this.text = name.toString();
    }

    /** @param form of the rows, or empty */
    static ObjectGroup main(CoreParts parts, Destination destination, String form) throws NoBirth {
        return new ObjectGroup(
                parts, destination, destination.main(), OutputKind.MAIN, Optional.empty(), Map.of(), form);
    }

    static ObjectGroup backup(CoreParts parts, Destination destination, Output output) throws NoBirth {
        return new ObjectGroup(parts, destination, output, OutputKind.BACKUP, Optional.empty(), Map.of(), "");
    }

    static ObjectGroup errors(CoreParts parts, Destination destination, ErrorType type) throws NoBirth {
        return new ObjectGroup(
                parts, destination, destination.errors(), OutputKind.ERROR, Optional.of(type), Map.of(), "");
    }

    /**
     * @param form of the rows, or empty
     * @param values of the partition keys that the prefix asks for, in its order
     */
    static ObjectGroup partition(CoreParts parts, Destination destination, String form, List<String> values)
            throws NoBirth {
        Map<PartitionKey, String> partition = new LinkedHashMap<>();
        int next = 0;
        for (PartitionKey key : destination.main().prefix().partitionKeys()) {
            partition.put(key, values.get(next++));
        }
        return new ObjectGroup(
                parts, destination, destination.main(), OutputKind.MAIN, Optional.empty(), partition, form);
    }

    private static String hash(String form) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(form.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static Bucket bucket(CoreParts parts, String name) throws NoBirth {
        Optional<Bucket> bucket = parts.store().bucket(name);
        if (bucket.isEmpty()) {
            throw new NoBirth(
                    Stall.Reason.BUCKET_GONE,
                    "The bucket " + name
                            + " does not exist. Create it, let the stream write elsewhere by"
                            + " UpdateDestination, or delete the stream.");
        }
        return bucket.get();
    }

    /** Its name in open data. */
    String text() {
        return text;
    }

    /** Whether objects can have such keys: what a record says may be too long or no text at all. */
    boolean hasPossibleKeys(Instant arrival) {
        String prefix = prefix(arrival);
        return prefix.length() <= LONGEST_PREFIX
                && Keys.isPossible(prefix + "x")
                && prefix.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PREFIX;
    }

    private String prefix(Instant arrival) {
        return output.prefix().evaluate(arrival, errorType, partition, parts.random());
    }

    /** A new object, named after its first record. */
    Birth birth(SourceRecord first) throws NoBirth {
        Instant arrival = Instant.ofEpochMilli(first.arrivalMillis());
        String key = prefix(arrival) + name(arrival) + output.fileExtension();
        try {
            output.permission().check(bucket.name(), key);
        } catch (PutPermission.Denied denied) {
            throw new NoBirth(Stall.Reason.DESTINATION_DENIED, String.valueOf(denied.getMessage()));
        }
        return new Birth(
                text,
                bucket.name(),
                bucket.incarnation(),
                key,
                destination.version(),
                arrival,
                Instant.ofEpochMilli(parts.clock().millis()),
                output.hints().size().bytes(),
                output.hints().interval(),
                output.encoding(),
                output.metadata(),
                form);
    }

    private String name(Instant arrival) {
        return destination.streamName() + "-" + destination.version() + "-" + NAME_TIME.format(arrival) + "-"
                + Ids.uuid(parts.random());
    }
}
