package io.millrace.objects.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.ByteSize;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.MemoryStore;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.testing.CrashableDisk;
import io.millrace.testing.ManualClock;
import io.millrace.testing.ManualScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records make lines, not the other way round: what a reader sees of an open object, and what is sealed in the end. */
class OpenLinesTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void openBytesReadAtAnyMomentAsTheyWouldIfSealedThenAndTheLastLineMayGrow(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ManualScheduler scheduler = new ManualScheduler(clock, random.split());
        ChangeFeed feed = new ChangeFeed(scheduler);
        MemoryStore store = new MemoryStore(clock, random.split(), feed);
        Bucket bucket = store.createBucket("lake", "us-east-1");
        OpenConfig small =
                new OpenConfig(new ByteSize(600), new ByteSize(1500), 1, Duration.ofMillis(10), Duration.ofSeconds(1));
        CrashableDisk disk = new CrashableDisk(random.split(), clock);
        OpenData open = new OpenData(disk, Path.of("/open"), store, feed, clock, scheduler, small);
        OpenStream stream = open.open(new StreamKey("s.1"));
        String written = "";
        for (int i = 0; i < 60; i++) {
            String record = "r" + i + (random.nextBoolean() ? "\n" : "");
            append(stream, scheduler, bucket, i, record);
            written += record;
            assertThat(text(open)).isEqualTo(written);
        }

        clock.advance(Duration.ofMinutes(2));
        scheduler.runAll();

        assertThat(text(open)).isEmpty();
        try (InputStream sealed = store.get("lake", "web/object").orElseThrow().stream()) {
            assertThat(new String(sealed.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(written);
        }
    }

    private void append(OpenStream stream, ManualScheduler scheduler, Bucket bucket, int position, String record) {
        AtomicBoolean done = new AtomicBoolean();
        OpenBatch batch = stream.begin();
        batch.append("g", position, ByteBuffer.wrap(record.getBytes(StandardCharsets.UTF_8)), () -> birth(bucket));
        batch.commit(position + 1, new Tally(1, 0, 0), Optional.empty(), new Committed() {
            @Override
            public void committed() {
                done.set(true);
            }

            @Override
            public void failed(IOException cause) {
                throw new AssertionError(cause);
            }
        });
        scheduler.runAll();
        assertThat(done).isTrue();
    }

    private Birth birth(Bucket bucket) {
        return new Birth(
                "g",
                bucket.name(),
                bucket.incarnation(),
                "web/object",
                1,
                clock.instant(),
                clock.instant(),
                1 << 20,
                Duration.ofMinutes(1),
                Encoding.PLAIN,
                ObjectMetadata.NONE,
                "");
    }

    private static String text(OpenData open) throws IOException {
        StringBuilder text = new StringBuilder();
        try (OpenSnapshot snapshot = open.snapshot("lake", "web/")) {
            List<OpenObject> objects = snapshot.objects();
            for (OpenObject object : objects) {
                try (InputStream in = object.stream()) {
                    text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text.toString();
    }
}
