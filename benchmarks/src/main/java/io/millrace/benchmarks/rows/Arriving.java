package io.millrace.benchmarks.rows;

import io.millrace.objects.open.Birth;
import io.millrace.objects.open.Committed;
import io.millrace.objects.open.Encoding;
import io.millrace.objects.open.OpenBatch;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.Place;
import io.millrace.objects.open.StreamKey;
import io.millrace.objects.open.Tally;
import io.millrace.objects.store.ObjectMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Events that arrive in open data at a rate, and are sealed at Firehose's default of 5 MiB. To be closed. */
final class Arriving implements AutoCloseable {

    private static final int BATCH = 1000;

    private final QueryStation station;
    private final Events events;
    private final int hour;
    private final OpenStream stream;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong objects = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopped;

    Arriving(QueryStation station, Events events, int hour, int perSecond) throws IOException {
        this.station = station;
        this.events = events;
        this.hour = hour;
        this.stream = station.open().open(new StreamKey("arriving"));
        stream.feeds("arriving", acknowledged::get, Set.of(new Place(QueryStation.BUCKET, events.table() + "/")));
        long pause = 1_000_000_000L * BATCH / perSecond;
        this.thread = Thread.ofPlatform().name("arriving").start(() -> run(pause));
    }

    /** Events whose durability was answered. */
    long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(long pause) {
        SplittableRandom random = new SplittableRandom(3);
        long next = System.nanoTime();
        try {
            while (!stopped) {
                append(Events.lines(random, BATCH, hour));
                next += pause;
                long left = next - System.nanoTime();
                if (left > 0) {
                    Thread.sleep(Duration.ofNanos(left));
                }
            }
        } catch (Exception failure) {
            throw new IllegalStateException("Events do not arrive any more.", failure);
        }
    }

    private void append(String lines) throws Exception {
        long through = acknowledged.get() + BATCH;
        OpenBatch batch = stream.begin();
        batch.append("hour", through - 1, ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII)), this::birth);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        batch.commit(through, new Tally(BATCH, 0, 0), Optional.empty(), new Committed() {
            @Override
            public void committed() {
                done.complete(true);
            }

            @Override
            public void failed(IOException cause) {
                done.completeExceptionally(cause);
            }
        });
        done.get();
        acknowledged.set(through);
    }

    private Birth birth() {
        Instant now = Instant.now();
        return new Birth(
                "hour",
                QueryStation.BUCKET,
                station.store().bucket(QueryStation.BUCKET).orElseThrow().incarnation(),
                events.key(hour, "arriving-" + objects.incrementAndGet()),
                1,
                now,
                now,
                5 << 20,
                Duration.ofMinutes(5),
                Encoding.PLAIN,
                ObjectMetadata.NONE,
                "");
    }
}
