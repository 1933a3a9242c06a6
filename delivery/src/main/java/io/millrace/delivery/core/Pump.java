package io.millrace.delivery.core;

import io.millrace.objects.open.Committed;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.OpenBatch;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.Stall;
import io.millrace.objects.open.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream's log forward: batch, processors, open data, and again. One continuation at a time is under way,
 * handed from task to task of the scheduler, so that its fields need no guard; {@link #wake} may be called by anybody.
 */
final class Pump {

    private static final Logger log = LoggerFactory.getLogger(Pump.class);

    /** While records keep coming one by one, how long to let them gather: each commit of open data costs a force. */
    private static final Duration GATHERING = Duration.ofMillis(4);
    /** From so many records on a batch is worth its commit without gathering. */
    private static final int WORTH_A_COMMIT = 1000;

    private static final OutcomeWriter.Written NOTHING =
            new OutcomeWriter.Written(Tally.NONE, 0, StreamFigures.Converted.NONE, 0);

    private final CoreParts parts;
    private final StreamLog source;
    private final OpenStream open;
    private final Consumer<Definition> applied;
    private final AtomicReference<@Nullable Runnable> whenDrained = new AtomicReference<>();
    private volatile boolean drained;
    private final Backoff backoff;
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile boolean started;
    private volatile boolean stopped;
    private volatile long oldestArrival;

    private @Nullable OutcomeWriter writer;
    private Processor chain = new ProcessorChain(List.of());
    private LogBatch.@Nullable Source reading;
    private long position;
    private long released;
    private final StreamMeter meter;
    private final StallWatch watch;

    /** @param applied told when a definition of the log is in force */
    Pump(CoreParts parts, StreamLog source, OpenStream open, StreamMeter meter, Consumer<Definition> applied) {
        this.parts = parts;
        this.source = source;
        this.open = open;
        this.applied = applied;
        this.meter = meter;
        this.watch = new StallWatch(parts, open);
        this.backoff = new Backoff(parts.config().retryFirst(), parts.config().retryLongest());
    }

    /** Begins where open data ends. */
    void start() {
        open.definition().ifPresent(this::use);
        position = open.visible();
        started = true;
        wake();
    }

    /** There may be more in the log. Cheap where the pump runs already. */
    void wake() {
        if (started && !awake.get() && awake.compareAndSet(false, true)) {
            parts.scheduler().execute(this::step);
        }
    }

    /** Runs the task, once, when all that comes before the deletion marker is done. */
    void drained(Runnable task) {
        whenDrained.set(task);
        tellDrained();
    }

    private void tellDrained() {
        Runnable task = drained ? whenDrained.getAndSet(null) : null;
        if (task != null) {
            parts.scheduler().execute(task);
        }
    }

    /** Begins nothing more. */
    void stop() {
        stopped = true;
    }

    private void use(Definition definition) {
        Destination destination = parts.reader().read(definition);
        writer = new OutcomeWriter(parts, destination);
        chain = new ProcessorChain(destination.processors());
    }

    private void step() {
        if (stopped) {
            closeReading();
            return;
        }
        LogBatch batch;
        try {
            batch = next();
        } catch (IOException failure) {
            closeReading();
            retry(Stall.Reason.DISK_FAILING, "The stream's log cannot be read: " + failure.getMessage(), this::step);
            return;
        }
        if (!batch.records().isEmpty()) {
            oldestArrival = batch.records().getFirst().arrivalMillis();
            process(batch);
        } else if (batch.marker().isPresent()) {
            pass(batch, batch.marker().get());
        } else if (batch.through() != open.visible()) {
            commit(batch, open.begin(), NOTHING, Optional.empty()); // Past damage, which leaves nothing to process.
        } else {
            rest();
        }
    }

    private LogBatch next() throws IOException {
        LogBatch.Source from = reading;
        if (from == null) {
            from = new LogBatch.Source(source.read(position));
            reading = from;
        }
        OutcomeWriter by = writer;
        return from.next(by == null ? BatchLimit.DEFAULT : by.destination().batchLimit());
    }

    /** When the oldest record arrived that is being processed, by the wall clock; 0 for none. */
    long oldestArrival() {
        return oldestArrival;
    }

    private void rest() {
        oldestArrival = 0;
        awake.set(false);
        if (source.accepted() > position) {
            wake();
        }
    }

    private void process(LogBatch batch) {
        long start = parts.clock().nanoTime();
        try {
            CompletableFuture<List<Outcome>> answer =
                    chain.process(batch.records()).toCompletableFuture();
            if (!answer.isDone()) {
                watch.asking(batch, chain);
            }
            var _ = answer.whenComplete(
                    (outcomes, failure) -> parts.scheduler().execute(() -> processed(batch, start, outcomes, failure)));
        } catch (RuntimeException failure) {
            processed(batch, start, null, failure);
        }
    }

    private void processed(LogBatch batch, long start, @Nullable List<Outcome> outcomes, @Nullable Throwable failure) {
        watch.answered();
        meter.processed(outcomes != null, parts.clock().nanoTime() - start);
        if (outcomes == null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            String message = cause == null ? "no outcomes" : String.valueOf(cause.getMessage());
            retry(Stall.Reason.PROCESSOR_FAILING, "A processor cannot be called: " + message, () -> process(batch));
        } else {
            write(batch, outcomes);
        }
    }

    private void write(LogBatch batch, List<Outcome> outcomes) {
        OutcomeWriter by = writer;
        if (by == null) {
            throw new IllegalStateException(open.key() + ": the log has records before its first definition");
        }
        if (stopped) {
            closeReading();
            return;
        }
        OpenBatch into = open.begin();
        OutcomeWriter.Written written;
        try {
            written = by.write(batch.records(), outcomes, into);
        } catch (NoBirth refused) {
            into.abandon();
            retry(refused.reason(), String.valueOf(refused.getMessage()), () -> write(batch, outcomes));
            return;
        }
        commit(batch, into, written, Optional.empty());
    }

    private void pass(LogBatch batch, LogFrame marker) {
        switch (marker) {
            case LogFrame.Defined(Definition definition) ->
                commit(batch, open.begin(), NOTHING, Optional.of(definition));
            case LogFrame.Deletion() -> {
                closeReading(); // Not passed: the next start finds it again, until the stream's files are gone.
                drained = true;
                tellDrained();
            }
            case LogFrame.Accepted _, LogFrame.Filling _ -> throw new IllegalStateException("No marker: " + marker);
        }
    }

    private void commit(
            LogBatch batch, OpenBatch into, OutcomeWriter.Written written, Optional<Definition> definition) {
        into.commit(batch.through(), written.tally(), definition, new Committed() {
            @Override
            public void committed() {
                position = batch.through();
                backoff.succeeded();
                watch.flowing();
                meter.committed(written);
                definition.ifPresent(Pump.this::use);
                definition.ifPresent(applied);
                parts.scheduler().execute(() -> afterCommit(batch));
            }

            @Override
            public void failed(IOException cause) {
                // Reads the batch again: simpler than to write it again, and nobody saw its outcomes.
                closeReading();
                retry(Stall.Reason.DISK_FAILING, "Open data cannot be written: " + cause.getMessage(), Pump.this::step);
            }
        });
    }

    private void afterCommit(LogBatch batch) {
        if (position - released >= parts.config().segmentSize().bytes()) {
            released = position;
            try {
                source.release(position);
            } catch (IOException failure) {
                log.warn("{}: old log segments stay for now: {}", open.key(), failure.toString());
            }
        }
        boolean trickling = batch.records().size() < WORTH_A_COMMIT && source.accepted() > position;
        if (trickling) {
            parts.scheduler().schedule(GATHERING, this::step);
        } else {
            step();
        }
    }

    /** A first failure may pass at once; from the second on the stream counts as stalled. */
    private void retry(Stall.Reason reason, String message, Runnable again) {
        if (stopped) {
            closeReading();
            return;
        }
        boolean willNotPass = reason == Stall.Reason.BUCKET_GONE || reason == Stall.Reason.DESTINATION_DENIED;
        Duration delay = backoff.next();
        if (willNotPass || backoff.failures() > 1) {
            watch.stall(reason, message);
        }
        parts.scheduler().schedule(delay, again);
    }

    private void closeReading() {
        LogBatch.Source open = reading;
        reading = null;
        if (open != null) {
            open.close();
        }
    }
}
