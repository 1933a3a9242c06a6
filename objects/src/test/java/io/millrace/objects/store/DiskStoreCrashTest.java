package io.millrace.objects.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Clock;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.testing.CrashableDisk;
import io.millrace.testing.DiskCrashed;
import io.millrace.testing.DiskOperation;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A seed plays puts, deletes, seals and buckets on a disk that crashes and fails at any operation. What returned holds
 * after the crash; what failed holds wholly or not at all; nothing else is ever seen.
 */
final class DiskStoreCrashTest {

    private static final Path DATA = Path.of("/data");
    private static final List<String> KEYS =
            List.of("a", "a/b", "a/b/c", "d", "d/", "x".repeat(300), "2026/11/23/18/s-1");
    private static final String BUCKET = "clicks";
    private static final int LIVES = 4;
    private static final int STEPS = 25;

    static List<Long> seeds() {
        return LongStream.range(0, Integer.getInteger("objects.seeds", 300))
                .boxed()
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCrashLeavesOldOrNew(long seed) throws IOException {
        new Run(seed).play();
    }

    /** What may stand at a key: the texts, of which the empty Optional means none. */
    private static final class Run {

        private final Random random;
        private final Clock clock = new ManualClock(Instant.parse("2026-11-23T18:00:00Z"));
        private final Map<String, Set<Optional<String>>> expected = new HashMap<>();
        private final Map<String, String> staged = new HashMap<>();
        private final Set<String> maybeStaged = new HashSet<>();
        private CrashableDisk disk;
        private int counter;

        Run(long seed) {
            this.random = new Random(seed);
            this.disk = new CrashableDisk(random);
        }

        void play() throws IOException {
            open().createBucket(BUCKET, "us-east-1");
            for (int life = 0; life < LIVES; life++) {
                plan();
                try {
                    live();
                } catch (DiskCrashed crashed) {
                    // As planned.
                }
                disk = disk.reopen();
                disk.faults().clear();
                check();
            }
        }

        private void live() {
            DiskStore store = open();
            for (int step = 0; step < STEPS; step++) {
                step(store);
            }
        }

        private void plan() {
            if (random.nextInt(4) > 0) {
                disk.faults().crashAt(1 + random.nextInt(200));
            }
            if (random.nextInt(3) == 0) {
                disk.faults().failAny(0.02, FaultPlan.Fault.IO_ERROR);
            }
            if (random.nextInt(5) == 0) {
                disk.faults().fail(DiskOperation.APPEND, 0.1, FaultPlan.Fault.DISK_FULL);
            }
        }

        private DiskStore open() {
            for (int attempt = 0; attempt < 1000; attempt++) {
                try {
                    DiskStore.Parts parts = new DiskStore.Parts(disk, clock, random, new ChangeFeed(Runnable::run));
                    return DiskStore.open(parts, DATA);
                } catch (IOException planned) {
                    // The next try may succeed.
                }
            }
            throw new AssertionError("The store cannot be opened any more");
        }

        private void step(DiskStore store) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            try {
                switch (random.nextInt(6)) {
                    case 0, 1 -> put(store, key);
                    case 2 -> delete(store, key);
                    case 3 -> stage(store);
                    case 4 -> publish(store, key);
                    default -> checkKey(store, key);
                }
            } catch (IOException planned) {
                // Either outcome is in what is expected.
            }
        }

        private void put(DiskStore store, String key) throws IOException {
            String text = "body " + counter++;
            attempt(
                    key,
                    Optional.of(text),
                    () -> store.put(
                            BUCKET,
                            key,
                            ObjectMetadata.ofType(text),
                            BodySource.of(text.getBytes(UTF_8)),
                            PutCondition.ALWAYS));
        }

        private void delete(DiskStore store, String key) throws IOException {
            attempt(key, Optional.empty(), () -> store.delete(BUCKET, key));
        }

        private void stage(DiskStore store) throws IOException {
            String id = "seal-" + counter++;
            maybeStaged.add(id);
            try (Staging staging = store.stage(id)) {
                staging.out().write(id.getBytes(UTF_8));
                staging.force(ObjectMetadata.ofType(id));
            }
            staged.put(id, id);
        }

        private void publish(DiskStore store, String key) throws IOException {
            if (staged.isEmpty()) {
                return;
            }
            String id = staged.keySet().stream().sorted().findFirst().orElseThrow();
            staged.remove(id);
            attempt(
                    key,
                    Optional.of(id),
                    () -> store.publish(id, store.bucket(BUCKET).orElseThrow(), key));
            maybeStaged.remove(id);
            assertThat(store.isStaged(id)).isFalse();
        }

        private interface Attempt {
            void run() throws IOException;
        }

        private void attempt(String key, Optional<String> outcome, Attempt attempt) throws IOException {
            Set<Optional<String>> before = expected.getOrDefault(key, Set.of(Optional.empty()));
            Set<Optional<String>> either = new HashSet<>(before);
            either.add(outcome);
            expected.put(key, either);
            attempt.run();
            expected.put(key, Set.of(outcome));
        }

        private void check() throws IOException {
            DiskStore store = open();
            assertThat(disk.list(DATA.resolve("objects/staging"))).isEmpty();
            Set<String> seen = new HashSet<>();
            for (String key : KEYS) {
                Optional<String> text = checkKey(store, key);
                expected.put(key, Set.of(text)); // What survived is durable.
                text.ifPresent(there -> seen.add(key));
            }
            assertThat(store.list(BUCKET, ListRequest.all("")).objects())
                    .extracting(ObjectInfo::key)
                    .containsExactlyInAnyOrderElementsOf(seen);
            assertThat(store.staged()).containsAll(staged.keySet());
            assertThat(maybeStaged).containsAll(store.staged());
        }

        private Optional<String> checkKey(DiskStore store, String key) throws IOException {
            Optional<String> text = read(store, key);
            assertThat(expected.getOrDefault(key, Set.of(Optional.empty())))
                    .as("what stands at %s", key)
                    .contains(text);
            return text;
        }

        private static Optional<String> read(DiskStore store, String key) throws IOException {
            Optional<StoredObject> found = store.get(BUCKET, key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (StoredObject open = found.get();
                    InputStream in = open.stream()) {
                byte[] bytes = in.readAllBytes();
                String text = new String(bytes, UTF_8);
                assertThat(open.info().metadata().contentType()).contains(text);
                assertThat(open.info().etag()).isEqualTo(ETags.of(bytes));
                return Optional.of(text);
            }
        }
    }
}
