package io.millrace.delivery.core;

import io.millrace.objects.open.Birth;
import io.millrace.objects.open.SealObserver;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a stream does. Shared between threads; never blocks. */
final class StreamMeter implements SealObserver {

    private final Puts single = new Puts();
    private final Puts batches = new Puts();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder processings = new LongAdder();
    private final LongAdder failedProcessings = new LongAdder();
    private final LongAdder processingNanos = new LongAdder();
    private final LongAdder outputs = new LongAdder();
    private final LongAdder outputBytes = new LongAdder();
    private final LongAdder converted = new LongAdder();
    private final LongAdder convertedBytes = new LongAdder();
    private final LongAdder unconverted = new LongAdder();
    private final LongAdder unconvertedBytes = new LongAdder();
    private final LongAdder partitionsExceeded = new LongAdder();
    private final Objects main = new Objects();
    private final Objects errors = new Objects();
    private final Objects backup = new Objects();

    private static final class Puts {
        private final LongAdder requests = new LongAdder();
        private final LongAdder records = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void add(int moreRecords, long moreBytes, long moreNanos) {
            requests.increment();
            records.add(moreRecords);
            bytes.add(moreBytes);
            nanos.add(moreNanos);
        }

        StreamFigures.Accepted figures() {
            return new StreamFigures.Accepted(
                    requests.sum(), records.sum(), bytes.sum(), Duration.ofNanos(nanos.sum()));
        }
    }

    private static final class Objects {
        private final LongAdder objects = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder records = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        StreamFigures.Delivered figures() {
            return new StreamFigures.Delivered(objects.sum(), failures.sum(), records.sum(), bytes.sum());
        }
    }

    void accepted(long bytes, long nanos) {
        single.add(1, bytes, nanos);
    }

    void acceptedBatch(int records, long bytes, long nanos) {
        batches.add(records, bytes, nanos);
    }

    void throttled(int records) {
        throttled.add(records);
    }

    void processed(boolean success, long nanos) {
        (success ? processings : failedProcessings).increment();
        processingNanos.add(nanos);
    }

    void committed(OutcomeWriter.Written written) {
        outputs.add(written.tally().outputs());
        outputBytes.add(written.bytes());
        converted.add(written.converted().records());
        convertedBytes.add(written.converted().bytes());
        unconverted.add(written.converted().failedRecords());
        unconvertedBytes.add(written.converted().failedBytes());
        partitionsExceeded.add(written.partitionsExceeded());
    }

    @Override
    public void sealed(Birth birth, long bytes, long records) {
        Objects kind = of(birth);
        kind.objects.increment();
        kind.bytes.add(bytes);
        kind.records.add(records);
    }

    @Override
    public void failed(Birth birth) {
        of(birth).failures.increment();
    }

    private Objects of(Birth birth) {
        return switch (OutputKind.of(birth)) {
            case MAIN -> main;
            case ERROR -> errors;
            case BACKUP -> backup;
        };
    }

    StreamFigures figures() {
        return new StreamFigures(
                single.figures(),
                batches.figures(),
                throttled.sum(),
                new StreamFigures.Processed(
                        processings.sum(),
                        failedProcessings.sum(),
                        Duration.ofNanos(processingNanos.sum()),
                        outputs.sum(),
                        outputBytes.sum()),
                new StreamFigures.Converted(
                        converted.sum(), convertedBytes.sum(), unconverted.sum(), unconvertedBytes.sum()),
                main.figures(),
                errors.figures(),
                backup.figures(),
                partitionsExceeded.sum());
    }
}
