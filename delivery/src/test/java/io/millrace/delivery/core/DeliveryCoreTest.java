package io.millrace.delivery.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.ByteSize;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.disk.LocalDisk;
import io.millrace.journal.Completion;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.Encoding;
import io.millrace.objects.open.Freshness;
import io.millrace.objects.open.OpenConfig;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.open.OpenObject;
import io.millrace.objects.open.OpenSnapshot;
import io.millrace.objects.open.StreamKey;
import io.millrace.objects.store.DiskStore;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core on the machine's own disk, clock and threads. */
class DeliveryCoreTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final StreamKey KEY = new StreamKey("us-east-1.clicks.1");

    @TempDir
    private Path data;

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private Duration interval = Duration.ofMinutes(5);
    private DiskStore store;
    private OpenData open;
    private DeliveryStreams streams;

    @BeforeEach
    void start() throws IOException {
        LocalDisk disk = new LocalDisk();
        ChangeFeed feed = new ChangeFeed(scheduler);
        Clock clock = Clock.system();
        SplittableRandom random = new SplittableRandom();
        store = DiskStore.open(new DiskStore.Parts(disk, clock, random.split(), feed), data);
        open = new OpenData(disk, data.resolve("open"), store, feed, clock, scheduler, OpenConfig.defaults());
        streams = new DeliveryStreams(
                data.resolve("log"),
                new CoreParts(
                        disk, open, store, clock, scheduler, random.split(), this::destination, CoreConfig.defaults()));
        streams.recover();
        streams.start();
    }

    @AfterEach
    void stop() {
        streams.close();
        open.close();
    }

    private Destination destination(Definition definition) {
        try {
            Output main = new Output(
                    "lake",
                    KeyTemplate.prefix(definition.text(), ZoneOffset.UTC),
                    "",
                    new BufferingHints(ByteSize.ofMiB(1), interval),
                    Encoding.PLAIN,
                    ObjectMetadata.ofType("application/octet-stream"),
                    PutPermission.ALWAYS);
            return new Destination(
                    "clicks",
                    definition.version(),
                    main,
                    main.plainUnder(KeyTemplate.errorPrefix("", ZoneOffset.UTC)),
                    Optional.empty(),
                    Optional.empty(),
                    BatchLimit.DEFAULT,
                    Destination.ACTIVE_PARTITIONS,
                    List.of(new AppendDelimiter(new byte[] {'\n'})));
        } catch (KeyTemplate.Malformed malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    @Test
    void whatIsAcceptedIsReadByTheNextQuery() throws Exception {
        store.createBucket("lake", "us-east-1");
        DeliveryStream stream = streams.create(KEY, new Definition(1, "")).get(10, TimeUnit.SECONDS);

        accept(stream, "one");
        accept(stream, "two");

        assertThat(open.await("lake", "", SOON)).isEqualTo(Freshness.COMPLETE);
        assertThat(openText()).isEqualTo("one\ntwo\n");
        assertThat(store.list("lake", ListRequest.all("")).objects()).isEmpty();
    }

    @Test
    void aRestartGoesOnInTheSameKey() throws Exception {
        store.createBucket("lake", "us-east-1");
        accept(streams.create(KEY, new Definition(1, "")).get(10, TimeUnit.SECONDS), "one");
        open.await("lake", "", SOON);
        String key = openKeys().getFirst();

        stop();
        start();
        accept(streams.stream(KEY).orElseThrow(), "two");
        open.await("lake", "", SOON);

        assertThat(openKeys()).containsExactly(key);
        assertThat(openText()).isEqualTo("one\ntwo\n");
    }

    @Test
    void anObjectIsSealedAtItsAge() throws Exception {
        interval = Duration.ofMillis(300);
        store.createBucket("lake", "us-east-1");
        accept(streams.create(KEY, new Definition(1, "web/")).get(10, TimeUnit.SECONDS), "one");

        ObjectInfo sealed = sealed();

        assertThat(sealed.key()).matches("web/\\d{4}/\\d\\d/\\d\\d/\\d\\d/clicks-1-\\d{4}(-\\d\\d){5}-[0-9a-f-]{36}");
        try (InputStream bytes = store.get("lake", sealed.key()).orElseThrow().stream()) {
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("one\n");
        }
    }

    @Test
    void aDeletedStreamLeavesItsObjectsAndNothingElse() throws Exception {
        store.createBucket("lake", "us-east-1");
        accept(streams.create(KEY, new Definition(1, "")).get(10, TimeUnit.SECONDS), "one");

        Deleted deleted = streams.delete(KEY, SOON).get(20, TimeUnit.SECONDS);

        assertThat(deleted.unprocessed()).isZero();
        assertThat(deleted.discarded().objects()).isZero();
        assertThat(sealed().size()).isEqualTo(4);
        assertThat(new LocalDisk().list(data.resolve("log"))).isEmpty();
        assertThat(new LocalDisk().list(data.resolve("open"))).isEmpty();
    }

    private ObjectInfo sealed() throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            List<ObjectInfo> objects = store.list("lake", ListRequest.all("")).objects();
            if (!objects.isEmpty()) {
                return objects.getFirst();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("Nothing was sealed");
    }

    private static void accept(DeliveryStream stream, String text) throws Exception {
        CompletableFuture<Long> accepted = new CompletableFuture<>();
        stream.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), new Completion() {
            @Override
            public void forced(long position) {
                accepted.complete(position);
            }

            @Override
            public void failed(IOException cause) {
                accepted.completeExceptionally(cause);
            }
        });
        accepted.get(10, TimeUnit.SECONDS);
    }

    private List<String> openKeys() {
        try (OpenSnapshot snapshot = open.snapshot("lake", "")) {
            return snapshot.objects().stream().map(OpenObject::key).toList();
        }
    }

    private String openText() throws IOException {
        StringBuilder text = new StringBuilder();
        try (OpenSnapshot snapshot = open.snapshot("lake", "")) {
            for (OpenObject object : snapshot.objects()) {
                try (InputStream bytes = object.stream()) {
                    text.append(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text.toString();
    }
}
