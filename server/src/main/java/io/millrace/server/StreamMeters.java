package io.millrace.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.base.Clock;
import io.millrace.delivery.StreamStatus;
import io.millrace.delivery.core.StreamFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The delivery streams' figures by AWS's names, {@code aws.firehose.IncomingRecords} for AWS/Firehose's IncomingRecords;
 * counters begin with the process. Used by one thread at a time.
 */
final class StreamMeters {

    private static final Map<String, ToDoubleFunction<StreamFigures>> COUNTERS = new HashMap<>();

    static {
        count(
                "IncomingPutRequests",
                figures ->
                        figures.single().requests() + (double) figures.batches().requests());
        count(
                "IncomingRecords",
                figures ->
                        figures.single().records() + (double) figures.batches().records());
        count(
                "IncomingBytes",
                figures -> figures.single().bytes() + (double) figures.batches().bytes());
        count("PutRecord.Requests", figures -> figures.single().requests());
        count("PutRecord.Bytes", figures -> figures.single().bytes());
        count("PutRecord.Latency", figures -> millis(figures.single().latency()));
        count("PutRecordBatch.Requests", figures -> figures.batches().requests());
        count("PutRecordBatch.Records", figures -> figures.batches().records());
        count("PutRecordBatch.Bytes", figures -> figures.batches().bytes());
        count("PutRecordBatch.Latency", figures -> millis(figures.batches().latency()));
        count("ThrottledRecords", StreamFigures::throttledRecords);
        count("ExecuteProcessing.Success", figures -> figures.processed().successes());
        count("ExecuteProcessing.Failure", figures -> figures.processed().failures());
        count(
                "ExecuteProcessing.Duration",
                figures -> millis(figures.processed().duration()));
        count("SucceedProcessing.Records", figures -> figures.processed().records());
        count("SucceedProcessing.Bytes", figures -> figures.processed().bytes());
        count("SucceedConversion.Records", figures -> figures.converted().records());
        count("SucceedConversion.Bytes", figures -> figures.converted().bytes());
        count("FailedConversion.Records", figures -> figures.converted().failedRecords());
        count("FailedConversion.Bytes", figures -> figures.converted().failedBytes());
        count("PartitionCountExceeded", StreamFigures::partitionsExceeded);
        delivered("DeliveryToS3", StreamFigures::main);
        delivered("BackupToS3", StreamFigures::backup);
        delivered("ErrorOutputToS3", StreamFigures::errors);
    }

    private static void count(String name, ToDoubleFunction<StreamFigures> value) {
        COUNTERS.put(name, value);
    }

    private interface Which {
        StreamFigures.Delivered of(StreamFigures figures);
    }

    private static void delivered(String name, Which which) {
        count(name + ".ObjectCount", figures -> which.of(figures).objects());
        count(name + ".Records", figures -> which.of(figures).records());
        count(name + ".Bytes", figures -> which.of(figures).bytes());
        count(name + ".Failure", figures -> which.of(figures).failures());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private final MeterRegistry registry;
    private final Clock clock;
    /** By ARN; a stream's meters go with it. */
    private final Map<String, List<Meter>> meters = new HashMap<>();

    private volatile Map<String, StreamStatus> latest = Map.of();

    StreamMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    void show(List<StreamStatus> streams) {
        Map<String, StreamStatus> shown = new HashMap<>();
        streams.forEach(stream -> shown.put(stream.arn().toString(), stream));
        latest = shown;
        meters.entrySet().removeIf(known -> {
            boolean gone = !shown.containsKey(known.getKey());
            if (gone) {
                known.getValue().forEach(registry::remove);
            }
            return gone;
        });
        shown.forEach((arn, stream) -> meters.computeIfAbsent(arn, unknown -> register(arn, stream)));
    }

    private List<Meter> register(String arn, StreamStatus stream) {
        Tags tags = Tags.of(
                "DeliveryStreamName", stream.name(), "region", stream.arn().region());
        List<Meter> made = new ArrayList<>();
        COUNTERS.forEach((name, value) -> made.add(FunctionCounter.builder(
                        "aws.firehose." + name,
                        this,
                        meter -> meter.value(arn, now -> value.applyAsDouble(now.figures())))
                .tags(tags)
                .register(registry)));
        gauge(
                made,
                tags,
                arn,
                "aws.firehose.DeliveryToS3.Success",
                now -> success(now.figures().main()));
        gauge(
                made,
                tags,
                arn,
                "aws.firehose.BackupToS3.Success",
                now -> success(now.figures().backup()));
        gauge(made, tags, arn, "aws.firehose.DeliveryToS3.DataFreshness", this::freshness);
        gauge(made, tags, arn, "aws.firehose.PartitionCount", StreamStatus::activePartitions);
        gauge(made, tags, arn, "millrace.delivery.backlog.bytes", StreamStatus::backlogBytes);
        gauge(made, tags, arn, "millrace.delivery.open.bytes", now -> now.open().bytes());
        gauge(
                made,
                tags,
                arn,
                "millrace.delivery.overdue.bytes",
                now -> now.open().overdueBytes());
        gauge(
                made,
                tags,
                arn,
                "millrace.delivery.parked.bytes",
                now -> now.open().parkedBytes());
        gauge(
                made,
                tags,
                arn,
                "millrace.delivery.stalled",
                now -> now.open().stall().isPresent() ? 1 : 0);
        gauge(
                made,
                tags,
                arn,
                "millrace.delivery.failed.records",
                now -> now.open().tally().failures());
        gauge(
                made,
                tags,
                arn,
                "millrace.delivery.dropped.records",
                now -> now.open().tally().drops());
        return made;
    }

    private void gauge(List<Meter> made, Tags tags, String arn, String name, ToDoubleFunction<StreamStatus> value) {
        made.add(Gauge.builder(name, this, meter -> meter.value(arn, value))
                .tags(tags)
                .register(registry));
    }

    private double value(String arn, ToDoubleFunction<StreamStatus> of) {
        StreamStatus now = latest.get(arn);
        return now == null ? Double.NaN : of.applyAsDouble(now);
    }

    /** Of all attempts; 1 where there was none. */
    private static double success(StreamFigures.Delivered delivered) {
        double attempts = delivered.objects() + (double) delivered.failures();
        return attempts == 0 ? 1 : delivered.objects() / attempts;
    }

    /** Seconds since the oldest record arrived that is not in its bucket yet. */
    private double freshness(StreamStatus now) {
        return now.oldest()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / 1000.0)
                .orElse(0.0);
    }
}
