package io.millrace.delivery.core;

import io.millrace.journal.Completion;
import io.millrace.journal.JournalReader;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.OpenStatus;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.Place;
import io.millrace.objects.open.StreamKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One delivery stream: its log, its pump, its open data. Shared between threads; nothing here blocks. */
public final class DeliveryStream {

    private final StreamKey key;
    private final CoreParts parts;
    private final StreamLog log;
    private final OpenStream open;
    private final Pump pump;
    private final StreamMeter meter = new StreamMeter();
    /** Accepted and not yet in force, oldest first; the last one is what the stream was told. Guarded by this. */
    private final List<Definition> pending = new ArrayList<>();

    private Destination inForce;
    private volatile Definition latest;
    private volatile boolean deleting;

    DeliveryStream(StreamKey key, CoreParts parts, StreamLog log, OpenStream open, LogRemainder remainder) {
        this.key = key;
        this.parts = parts;
        this.log = log;
        this.open = open;
        this.pending.addAll(remainder.definitions());
        Definition first = open.definition().orElseGet(remainder.definitions()::getFirst);
        this.latest = pending.isEmpty() ? first : pending.getLast();
        this.inForce = parts.reader().read(first);
        this.deleting = remainder.deletion();
        this.pump = new Pump(parts, log, open, meter, this::applied);
        open.observe(meter);
    }

    /** Who queries its places waits for it from now on. */
    DeliveryStream told() {
        tellPlaces();
        return this;
    }

    void start() {
        pump.start();
    }

    public StreamKey key() {
        return key;
    }

    /** The definition that was accepted last. */
    public Definition definition() {
        return latest;
    }

    /** Whether a deletion was begun. */
    public boolean deleting() {
        return deleting;
    }

    /** How much of the log, in bytes, waits to be processed. */
    public long backlog() {
        return Math.max(0, log.accepted() - open.visible());
    }

    public OpenStatus status() {
        return open.status();
    }

    /** How many partitions have an object that takes records. */
    public int activePartitions() {
        return open.activeObjects(OutputKind.MAIN.mark());
    }

    /** When the oldest record arrived that is not in its bucket yet. */
    public Optional<Instant> oldest() {
        long processing = pump.oldestArrival();
        Optional<Instant> waiting = open.status().oldest();
        if (processing == 0) {
            return waiting;
        }
        Instant arrival = Instant.ofEpochMilli(processing);
        return Optional.of(waiting.filter(arrival::isAfter).orElse(arrival));
    }

    /**
     * A record that was accepted, if its log still keeps it.
     *
     * @param position of the first record that was put with it
     * @param index of the record among those
     */
    public Optional<FoundRecord> find(long position, int index) throws IOException {
        if (position < log.start() || position >= log.accepted()) {
            return Optional.empty();
        }
        try (JournalReader reader = log.read(position)) {
            int left = index;
            while (reader.next()
                    && LogFrame.decode(reader.payload()) instanceof LogFrame.Accepted(long at, ByteBuffer data)) {
                if (left-- == 0) {
                    byte[] bytes = new byte[data.remaining()];
                    data.get(bytes);
                    boolean processed = reader.nextPosition() <= open.visible();
                    return Optional.of(new FoundRecord(Instant.ofEpochMilli(at), processed, ByteBuffer.wrap(bytes)));
                }
            }
        }
        return Optional.empty();
    }

    /** What it has done since the process started. */
    public StreamFigures figures() {
        return meter.figures();
    }

    /**
     * Accepts a record: completes when it is forced, with its log position. Copies the data; never blocks.
     *
     * <p>Fails with {@link Refused} or the disk's exception; then the record is not acknowledged.
     */
    public void accept(ByteBuffer data, Completion done) {
        Refused refusal = refusal();
        if (refusal != null) {
            meter.throttled(1);
            done.failed(refusal);
            return;
        }
        long start = parts.clock().nanoTime();
        int bytes = data.remaining();
        log.append(LogFrame.record(parts.clock().millis(), data), new Waking(done) {
            @Override
            void counted() {
                meter.accepted(bytes, parts.clock().nanoTime() - start);
            }
        });
    }

    /** Accepts records together, in their order; completes with the first one's position. */
    public void accept(List<ByteBuffer> data, Completion done) {
        Refused refusal = refusal();
        if (refusal != null) {
            meter.throttled(data.size());
            done.failed(refusal);
            return;
        }
        long start = parts.clock().nanoTime();
        long now = parts.clock().millis();
        List<ByteBuffer> frames = new ArrayList<>(data.size());
        long bytes = 0;
        for (ByteBuffer one : data) {
            frames.add(LogFrame.record(now, one));
            bytes += one.remaining();
        }
        long total = bytes;
        int records = data.size();
        log.append(frames, new Waking(done) {
            @Override
            void counted() {
                meter.acceptedBatch(records, total, parts.clock().nanoTime() - start);
            }
        });
    }

    private @Nullable Refused refusal() {
        if (deleting) {
            return new Refused(Refused.Reason.DELETING, "The delivery stream is being deleted.");
        }
        if (backlog() + open.overdueBytes() > parts.config().backlogLimit().bytes()) {
            return new Refused(
                    Refused.Reason.BACKLOG,
                    "Too much waits to be processed or to be written. Slow down, or see what stalls.");
        }
        return null;
    }

    /** Wakes the pump once a frame is forced. */
    private class Waking implements Completion {
        private final Completion done;

        Waking(Completion done) {
            this.done = done;
        }

        void counted() {}

        @Override
        public void forced(long position) {
            counted();
            pump.wake();
            done.forced(position);
        }

        @Override
        public void failed(IOException cause) {
            done.failed(cause);
        }
    }

    /** From here on records go by this definition: completes when that is forced. What came before goes by the old. */
    public CompletableFuture<Void> update(Definition definition) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Refused refusal = refusal();
        if (refusal != null) {
            done.completeExceptionally(refusal);
            return done;
        }
        Definition before;
        synchronized (this) {
            before = latest;
            pending.add(definition);
            latest = definition;
            tellPlaces();
        }
        log.append(LogFrame.definition(definition), new Waking(new Completion() {
            @Override
            public void forced(long position) {
                done.complete(null);
            }

            @Override
            public void failed(IOException cause) {
                takeBack(definition, before);
                done.completeExceptionally(cause);
            }
        }));
        return done;
    }

    private synchronized void takeBack(Definition definition, Definition before) {
        pending.remove(definition);
        if (latest.equals(definition)) {
            latest = before;
        }
        tellPlaces();
    }

    private synchronized void applied(Definition definition) {
        inForce = parts.reader().read(definition);
        pending.removeIf(waiting -> waiting.version() <= definition.version());
        tellPlaces();
    }

    /** Who queries one of these places waits for this stream. */
    private synchronized void tellPlaces() {
        Set<Place> places = new HashSet<>(inForce.places());
        for (Definition definition : pending) {
            places.addAll(parts.reader().read(definition).places());
        }
        open.feeds(inForce.streamName(), log::accepted, places);
    }

    /** Refuses records from now on; completes when the deletion is certain. */
    CompletableFuture<Void> markDeleted() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        deleting = true;
        log.append(LogFrame.deletion(), new Waking(new Completion() {
            @Override
            public void forced(long position) {
                done.complete(null);
            }

            @Override
            public void failed(IOException cause) {
                deleting = false;
                done.completeExceptionally(cause);
            }
        }));
        return done;
    }

    /** Processes and seals what was accepted, as far as the time allows, then says what is left to be discarded. */
    void drain(Duration atMost, Consumer<Deleted> done) {
        long deadline = parts.clock().nanoTime() + atMost.toNanos();
        AtomicBoolean once = new AtomicBoolean();
        Runnable seal = () -> {
            if (once.compareAndSet(false, true)) {
                pump.stop();
                Duration left =
                        Duration.ofNanos(Math.max(0, deadline - parts.clock().nanoTime()));
                open.sealAll(left, leftovers -> done.accept(new Deleted(unprocessed(), leftovers)));
            }
        };
        pump.drained(seal);
        parts.scheduler().schedule(atMost, seal);
    }

    private long unprocessed() {
        try {
            return LogRemainder.read(log, open.visible()).records();
        } catch (IOException failure) {
            return 0; // It only counts what is discarded.
        }
    }

    /** Before the stream's files go: what it has published stays published. */
    void forceRenames() throws IOException {
        open.forceRenames();
    }

    /** Ends all work; what is under way fails, and the next start takes it up. */
    void close() {
        pump.stop();
        log.close();
    }
}
