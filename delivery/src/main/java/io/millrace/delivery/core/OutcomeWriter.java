package io.millrace.delivery.core;

import io.millrace.objects.open.OpenBatch;
import io.millrace.objects.open.Stall;
import io.millrace.objects.open.Tally;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a batch's outcomes into open data, each into its group's object, as one destination says. */
final class OutcomeWriter {

    private static final int LONGEST_VALUE = 512;

    private final CoreParts parts;
    private final Destination destination;
    private final Set<PartitionKey> partitionKeys;

    OutcomeWriter(CoreParts parts, Destination destination) {
        this.parts = parts;
        this.destination = destination;
        this.partitionKeys = destination.main().prefix().partitionKeys();
    }

    Destination destination() {
        return destination;
    }

    /** Fills the batch; on failure nothing was written, and the batch is to be abandoned. */
    Written write(List<SourceRecord> records, List<Outcome> outcomes, OpenBatch batch) throws NoBirth {
        Writing writing = new Writing(batch);
        for (int i = 0; i < records.size(); i++) {
            writing.record(records.get(i), outcomes.get(i));
        }
        return writing.written();
    }

    /**
     * What went into a batch.
     *
     * @param tally log records by outcome: one that was taken apart and failed in part has failed
     * @param bytes of outputs
     * @param converted by format conversion, where the stream has it
     * @param partitionsExceeded parts of records that found no room among the active partitions
     */
    record Written(Tally tally, long bytes, StreamFigures.Converted converted, long partitionsExceeded) {}

    /** One batch being written. */
    private final class Writing {
        private final OpenBatch batch;
        private final Optional<ObjectGroup> backup;
        private final @Nullable RowConverter converter;
        private final String form;
        private final @Nullable ObjectGroup plain;
        private final Map<List<String>, ObjectGroup> partitions = new HashMap<>();
        private final Map<ErrorType, ObjectGroup> errors = new EnumMap<>(ErrorType.class);

        private long outputs;
        private long failures;
        private long drops;
        private long bytes;
        private long converted;
        private long convertedBytes;
        private long unconverted;
        private long unconvertedBytes;
        private long partitionsExceeded;

        Writing(OpenBatch batch) throws NoBirth {
            this.batch = batch;
            Optional<Output> wanted = destination.backup();
            this.backup = wanted.isPresent()
                    ? Optional.of(ObjectGroup.backup(parts, destination, wanted.get()))
                    : Optional.empty();
            this.converter = converter();
            this.form = converter == null ? "" : converter.form();
            this.plain = partitionKeys.isEmpty() ? ObjectGroup.main(parts, destination, form) : null;
        }

        private @Nullable RowConverter converter() throws NoBirth {
            try {
                return destination.conversion().isPresent()
                        ? destination.conversion().get().converter()
                        : null;
            } catch (FormatConversion.NoSchema unknown) {
                throw new NoBirth(Stall.Reason.PROCESSOR_FAILING, unknown.text());
            }
        }

        Written written() {
            StreamFigures.Converted conversion =
                    new StreamFigures.Converted(converted, convertedBytes, unconverted, unconvertedBytes);
            return new Written(new Tally(outputs, failures, drops), bytes, conversion, partitionsExceeded);
        }

        void record(SourceRecord record, Outcome outcome) throws NoBirth {
            if (backup.isPresent()) {
                append(backup.get(), record, record.data());
            }
            switch (outcome) {
                case Outcome.Several(List<Outcome> several) -> {
                    boolean stands = false;
                    boolean failed = false;
                    for (Outcome part : several) {
                        stands |= part instanceof Outcome.Ok;
                        failed |= !part(record, part);
                    }
                    count(stands, failed);
                }
                case Outcome.Ok _, Outcome.Failed _, Outcome.Dropped _ -> {
                    boolean failed = !part(record, outcome);
                    count(outcome instanceof Outcome.Ok, failed);
                }
            }
        }

        private void count(boolean stands, boolean failed) {
            if (failed) {
                failures++;
            } else if (stands) {
                outputs++;
            } else {
                drops++;
            }
        }

        /** Whether it did not fail. */
        private boolean part(SourceRecord record, Outcome outcome) throws NoBirth {
            return switch (outcome) {
                case Outcome.Ok ok -> output(record, ok);
                case Outcome.Failed failed -> failure(record, failed);
                case Outcome.Dropped _ -> true;
                case Outcome.Several several ->
                    throw new IllegalStateException("A part of a record was taken apart again: " + several);
            };
        }

        private boolean output(SourceRecord record, Outcome.Ok ok) throws NoBirth {
            RowConverter by = converter;
            if (by == null) {
                return output(record, ok, ok.data());
            }
            return switch (by.convert(ok.data())) {
                case Outcome.Ok rows -> {
                    converted++;
                    convertedBytes += ok.data().remaining();
                    yield output(record, ok, rows.data());
                }
                case Outcome.Failed failed -> {
                    unconverted++;
                    unconvertedBytes += ok.data().remaining();
                    yield failure(record, failed.of(Optional.of(ok.data())));
                }
                case Outcome.Dropped _, Outcome.Several _ ->
                    throw new IllegalStateException("A conversion gives rows, or fails");
            };
        }

        private boolean output(SourceRecord record, Outcome.Ok ok, ByteBuffer data) throws NoBirth {
            ObjectGroup group = plain;
            if (group == null) {
                List<String> values = new ArrayList<>();
                for (PartitionKey key : partitionKeys) {
                    String value = ok.partitionKeys().getOrDefault(key, "");
                    if (value.isEmpty() || value.length() > LONGEST_VALUE) {
                        return failure(
                                record, PartitionFailure.NO_VALUE.outcome(now()).of(ok.part()));
                    }
                    values.add(value);
                }
                group = partitions.get(values);
                if (group == null) {
                    group = ObjectGroup.partition(parts, destination, form, values);
                    Optional<PartitionFailure> refusal = refusal(group, record);
                    if (refusal.isPresent()) {
                        return failure(record, refusal.get().outcome(now()).of(ok.part()));
                    }
                    partitions.put(values, group);
                }
            }
            bytes += ok.data().remaining();
            append(group, record, data);
            return true;
        }

        private Optional<PartitionFailure> refusal(ObjectGroup group, SourceRecord record) {
            if (!group.hasPossibleKeys(Instant.ofEpochMilli(record.arrivalMillis()))) {
                return Optional.of(PartitionFailure.NO_KEY);
            }
            boolean full = !batch.active(group.text())
                    && batch.activeObjects(OutputKind.MAIN.mark()) >= destination.maxActivePartitions();
            partitionsExceeded += full ? 1 : 0;
            return full ? Optional.of(PartitionFailure.TOO_MANY) : Optional.empty();
        }

        private Instant now() {
            return Instant.ofEpochMilli(parts.clock().millis());
        }

        private boolean failure(SourceRecord record, Outcome.Failed failed) throws NoBirth {
            ObjectGroup group = errors.get(failed.type());
            if (group == null) {
                group = ObjectGroup.errors(parts, destination, failed.type());
                errors.put(failed.type(), group);
            }
            append(group, record, line(record, failed));
            return false;
        }

        private ByteBuffer line(SourceRecord record, Outcome.Failed failed) {
            return failed.type() == ErrorType.FORMAT_CONVERSION_FAILED
                    ? ErrorLine.of(
                            record,
                            failed,
                            destination.conversion().orElseThrow().table())
                    : ErrorLine.of(record, failed);
        }

        private void append(ObjectGroup group, SourceRecord record, ByteBuffer data) throws NoBirth {
            if (data.hasRemaining()) {
                batch.append(group.text(), record.position(), data, () -> group.birth(record));
            }
        }
    }
}
