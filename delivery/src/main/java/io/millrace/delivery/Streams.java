package io.millrace.delivery;

import io.millrace.base.Clock;
import io.millrace.base.Ids;
import io.millrace.delivery.core.CoreConfig;
import io.millrace.delivery.core.CoreParts;
import io.millrace.delivery.core.Deleted;
import io.millrace.delivery.core.DeliveryStream;
import io.millrace.delivery.core.DeliveryStreams;
import io.millrace.delivery.core.DestinationReader;
import io.millrace.delivery.definition.S3Settings;
import io.millrace.delivery.definition.StreamDefinition;
import io.millrace.objects.open.StreamKey;
import io.millrace.wire.WireException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams by region and name: what exists is what delivery's core has found or made. Shared between threads;
 * finding never blocks, changes come one at a time.
 */
final class Streams implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    private final DeliveryParts parts;
    private final CoreConfig config;
    private final DeliveryStreams core;
    private final StreamTags tags;
    private final Map<Stream.Name, Stream> streams = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();

    Streams(DeliveryParts parts, DestinationReader reader, CoreConfig config) throws IOException {
        this.parts = parts;
        this.config = config;
        this.tags = new StreamTags(parts.database());
        this.core = new DeliveryStreams(
                parts.directory().resolve("log"),
                new CoreParts(
                        parts.disk(),
                        parts.open(),
                        parts.store(),
                        parts.clock(),
                        parts.scheduler(),
                        parts.random(),
                        reader,
                        config));
        core.recover();
        core.streams().forEach(this::known);
        tags.keepOnly(core.streams().stream().map(DeliveryStream::key).toList());
    }

    /** Goes on with what waited in the logs. */
    void start() {
        core.start();
    }

    private Stream known(DeliveryStream found) {
        Stream stream = Stream.of(found);
        StreamDefinition definition = stream.definition();
        streams.put(new Stream.Name(definition.region(), definition.name()), stream);
        return stream;
    }

    Clock clock() {
        return parts.clock();
    }

    String account() {
        return parts.account();
    }

    StreamTags tags() {
        return tags;
    }

    Stream find(Stream.Name name) {
        Stream stream = streams.get(name);
        if (stream == null) {
            throw FirehoseError.RESOURCE_NOT_FOUND.with(
                    "Firehose " + name.name() + " under account " + parts.account() + " not found.");
        }
        return stream;
    }

    List<Stream> all() {
        return List.copyOf(streams.values());
    }

    /** By name. */
    List<Stream> list(String region) {
        return streams.entrySet().stream()
                .filter(entry -> entry.getKey().region().equals(region))
                .sorted(Comparator.comparing(entry -> entry.getKey().name()))
                .map(Map.Entry::getValue)
                .toList();
    }

    Stream create(Stream.Name name, S3Settings s3, Map<String, String> tagged) throws IOException {
        changes.lock();
        try {
            if (streams.containsKey(name)) {
                throw FirehoseError.RESOURCE_IN_USE.with(
                        "Firehose " + name.name() + " under accountId " + parts.account() + " already exists");
            }
            StreamKey key = new StreamKey(name.region() + "." + name.name() + "." + Ids.base36(parts.random(), 12));
            long now = parts.clock().millis();
            StreamDefinition definition =
                    new StreamDefinition(name.region(), parts.account(), name.name(), now, now, 1, s3);
            tags.change(key, tagged, List.of());
            return known(awaited(core.create(key, definition.definition())));
        } finally {
            changes.unlock();
        }
    }

    /** @param expectedVersion what the caller has seen */
    void update(Stream.Name name, String expectedVersion, S3Settings s3) throws IOException {
        changes.lock();
        try {
            Stream stream = find(name);
            StreamDefinition old = stream.definition();
            if (!expectedVersion.equals(Integer.toString(old.version()))) {
                throw FirehoseError.CONCURRENT_MODIFICATION.with("Cannot update firehose: " + name.name()
                        + " since the current version id: " + old.version() + " and specified version id: "
                        + expectedVersion + " do not match");
            }
            awaited(stream.core().update(old.with(s3, parts.clock().millis()).definition()));
        } finally {
            changes.unlock();
        }
    }

    /** Begins the deletion; the stream is there until what it accepted is sealed or given up. */
    void delete(Stream.Name name) {
        changes.lock();
        try {
            Stream stream = find(name);
            if (stream.core().deleting()) {
                throw FirehoseError.RESOURCE_IN_USE.with(
                        "Firehose " + name.name() + " under account " + parts.account() + " is being deleted already.");
            }
            var _ = core.delete(stream.core().key(), config.deletionLimit())
                    .whenComplete((deleted, failure) -> gone(name, stream, deleted, failure));
        } finally {
            changes.unlock();
        }
    }

    private void gone(Stream.Name name, Stream stream, @Nullable Deleted deleted, @Nullable Throwable failure) {
        if (deleted == null) {
            log.error("The deletion of the delivery stream {} goes on at the next start", name.name(), failure);
            return;
        }
        log.info("The delivery stream {} in {} is deleted: {}", name.name(), name.region(), deleted);
        tags.forget(stream.core().key());
        streams.remove(name, stream);
    }

    private static <T> T awaited(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof WireException refused) {
                throw refused;
            }
            throw new IOException("The delivery stream's log cannot be written", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("The server is stopping", stopped);
        }
    }

    @Override
    public void close() {
        core.close();
    }
}
