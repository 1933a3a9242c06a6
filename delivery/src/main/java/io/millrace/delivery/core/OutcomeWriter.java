package io.millrace.delivery.core;

import io.millrace.base.Ids;
import io.millrace.objects.open.Birth;
import io.millrace.objects.open.Encoding;
import io.millrace.objects.open.OpenBatch;
import io.millrace.objects.open.Stall;
import io.millrace.objects.open.Tally;
import io.millrace.objects.store.Bucket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes a batch's outcomes into open data, each into its partition's object, as one destination says. */
final class OutcomeWriter {

    /** No object can be born now; what is wrong is told. Nothing was written. */
    static final class NoBirth extends Exception {
        private static final long serialVersionUID = 1L;
        private final Stall.Reason reason;

        NoBirth(Stall.Reason reason, String message) {
            super(message);
            this.reason = reason;
        }

        Stall.Reason reason() {
            return reason;
        }
    }

    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String PARTITIONING_FAILED = "dynamic-partitioning-failed";

    private final CoreParts parts;
    private final Destination destination;
    private final Set<String> partitionKeys;

    OutcomeWriter(CoreParts parts, Destination destination) {
        this.parts = parts;
        this.destination = destination;
        this.partitionKeys = destination.prefix().partitionKeys();
    }

    Destination destination() {
        return destination;
    }

    /** Fills the batch; on failure it is to be abandoned. */
    Tally write(List<SourceRecord> records, List<Outcome> outcomes, OpenBatch batch) throws NoBirth {
        Writing writing = new Writing(bucket(), batch);
        for (int i = 0; i < records.size(); i++) {
            SourceRecord record = records.get(i);
            switch (outcomes.get(i)) {
                case Outcome.Ok ok -> writing.output(record, ok);
                case Outcome.Failed failed -> writing.failure(record, failed);
                case Outcome.Dropped() -> writing.drops++;
            }
        }
        return new Tally(writing.outputs, writing.failures, writing.drops);
    }

    private Bucket bucket() throws NoBirth {
        Optional<Bucket> bucket = parts.store().bucket(destination.bucket());
        if (bucket.isEmpty()) {
            throw new NoBirth(
                    Stall.Reason.BUCKET_GONE,
                    "The bucket " + destination.bucket()
                            + " does not exist. Create it, let the stream write elsewhere by"
                            + " UpdateDestination, or delete the stream.");
        }
        return bucket.get();
    }

    /** One batch being written. */
    private final class Writing {
        private final Bucket bucket;
        private final OpenBatch batch;
        /** Of a destination without partition keys: one group for all outputs. */
        private final String plainGroup;

        private long outputs;
        private long failures;
        private long drops;

        Writing(Bucket bucket, OpenBatch batch) {
            this.bucket = bucket;
            this.batch = batch;
            this.plainGroup = group("", Map.of());
        }

        /** The version, the bucket's incarnation, and what tells the partition. */
        private String group(String errorOutputType, Map<String, String> keys) {
            return destination.version() + "|" + bucket.incarnation() + "|" + errorOutputType + "|"
                    + (keys.isEmpty() ? "" : new TreeMap<>(keys));
        }

        void output(SourceRecord record, Outcome.Ok ok) throws NoBirth {
            if (partitionKeys.isEmpty()) {
                put(plainGroup, record, ok, Map.of());
                return;
            }
            Map<String, String> keys = new TreeMap<>();
            for (String name : partitionKeys) {
                String value = ok.partitionKeys().get(name);
                if (value == null || value.isEmpty()) {
                    failure(record, partitioning("The partition key '" + name + "' is missing or empty."));
                    return;
                }
                keys.put(name, value);
            }
            String group = group("", keys);
            if (!batch.active(group) && batch.activeObjects() >= destination.maxActivePartitions()) {
                failure(
                        record,
                        partitioning(
                                "The stream has " + destination.maxActivePartitions() + " active partitions already."));
                return;
            }
            put(group, record, ok, keys);
        }

        private void put(String group, SourceRecord record, Outcome.Ok ok, Map<String, String> keys) throws NoBirth {
            outputs++;
            if (ok.data().hasRemaining()) {
                batch.append(group, record.position(), ok.data(), () -> birth(group, record, Optional.empty(), keys));
            }
        }

        private Outcome.Failed partitioning(String message) {
            Instant now = Instant.ofEpochMilli(parts.clock().millis());
            return new Outcome.Failed(
                    PARTITIONING_FAILED,
                    "DynamicPartitioning.MetadataExtractionFailed",
                    message,
                    1,
                    now,
                    Optional.empty());
        }

        void failure(SourceRecord record, Outcome.Failed failed) throws NoBirth {
            failures++;
            String type = failed.errorOutputType();
            String group = group(type, Map.of());
            batch.append(
                    group,
                    record.position(),
                    ErrorLine.of(record, failed),
                    () -> birth(group, record, Optional.of(type), Map.of()));
        }

        private Birth birth(String group, SourceRecord first, Optional<String> errorType, Map<String, String> keys)
                throws NoBirth {
            Instant arrival = Instant.ofEpochMilli(first.arrivalMillis());
            KeyTemplate template = errorType.isEmpty() ? destination.prefix() : destination.errorPrefix();
            String key = template.evaluate(arrival, errorType, keys, parts.random())
                    + name(arrival)
                    + (errorType.isEmpty() ? destination.fileExtension() : "");
            try {
                destination.permission().check(bucket.name(), key);
            } catch (PutPermission.Denied denied) {
                throw new NoBirth(Stall.Reason.DESTINATION_DENIED, String.valueOf(denied.getMessage()));
            }
            return new Birth(
                    group,
                    bucket.name(),
                    bucket.incarnation(),
                    key,
                    destination.version(),
                    arrival,
                    Instant.ofEpochMilli(parts.clock().millis()),
                    destination.hints().size().bytes(),
                    destination.hints().interval(),
                    errorType.isEmpty() ? destination.encoding() : Encoding.PLAIN,
                    destination.metadata());
        }

        private String name(Instant arrival) {
            return destination.streamName() + "-" + destination.version() + "-" + NAME_TIME.format(arrival) + "-"
                    + Ids.uuid(parts.random());
        }
    }
}
