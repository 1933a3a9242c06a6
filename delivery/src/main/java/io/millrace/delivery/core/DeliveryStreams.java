package io.millrace.delivery.core;

import io.millrace.base.Scheduler;
import io.millrace.base.disk.FileStatus;
import io.millrace.journal.Completion;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalConfig;
import io.millrace.objects.open.Definition;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.StreamKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All delivery streams of a data directory: makes them, finds them again after a start, deletes them. Shared between
 * threads. What exists is what has a directory here; a tombstone beside it makes a deletion final.
 */
public final class DeliveryStreams implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeliveryStreams.class);

    /** No stream's key ends so. */
    private static final String TOMBSTONE = "~deleted";

    private final Path root;
    private final CoreParts parts;
    private final Function<Journal, StreamLog> logs;
    private final Map<StreamKey, DeliveryStream> streams = new ConcurrentHashMap<>();

    /** @param root the directory of all streams' logs, made where it is missing */
    public DeliveryStreams(Path root, CoreParts parts) {
        this(root, parts, StreamLog::new);
    }

    DeliveryStreams(Path root, CoreParts parts, Function<Journal, StreamLog> logs) {
        this.root = root;
        this.parts = parts;
        this.logs = logs;
    }

    /** Finds the streams again: they take records and are waited for. Once, before {@link #start}. */
    public void recover() throws IOException {
        parts.disk().createDirectories(root);
        List<FileStatus> names = parts.disk().list(root);
        for (FileStatus file : names) {
            if (file.name().endsWith(TOMBSTONE)) {
                String text = file.name().substring(0, file.name().length() - TOMBSTONE.length());
                bury(new StreamKey(text));
            }
        }
        for (FileStatus file : parts.disk().list(root)) {
            if (file.kind() == FileStatus.Kind.DIRECTORY && StreamKey.matches(file.name())) {
                recover(new StreamKey(file.name()));
            }
        }
    }

    private void recover(StreamKey key) throws IOException {
        StreamLog streamLog = openLog(key);
        OpenStream open = parts.open().open(key);
        reach(key, streamLog, open.visible());
        LogRemainder remainder = LogRemainder.read(streamLog, open.visible());
        if (open.definition().isEmpty() && remainder.definitions().isEmpty()) {
            streamLog.close();
            forget(key, remainder);
            return;
        }
        streams.put(key, new DeliveryStream(key, parts, streamLog, open, remainder).told());
    }

    /** Goes on with what the streams had accepted, and with deletions that were begun. Once. */
    public void start() {
        for (DeliveryStream stream : streams()) {
            stream.start();
            if (stream.deleting()) {
                finish(stream, parts.config().deletionLimit(), new CompletableFuture<>());
            }
        }
    }

    /**
     * A log that has lost its end, and with it only what has its outcome already, is filled up: a position is never given
     * out twice, and nothing that comes is taken for something that has been processed.
     */
    private static void reach(StreamKey key, StreamLog streamLog, long visible) throws IOException {
        long lost = visible - streamLog.accepted();
        if (lost > 0) {
            log.error(
                    "{}: the last {} bytes of its log are gone; they were processed before, nothing is lost.",
                    key,
                    lost);
        }
        while (streamLog.accepted() < visible) {
            streamLog.appendAndWait(LogFrame.filling(visible - streamLog.accepted()));
        }
    }

    /** A stream whose creation was never acknowledged holds nothing. */
    private void forget(StreamKey key, LogRemainder remainder) throws IOException {
        if (remainder.records() > 0) {
            log.error(
                    "{}: its log holds {} records and no readable definition; its files are left alone.",
                    key,
                    remainder.records());
            return;
        }
        bury(key);
    }

    private StreamLog openLog(StreamKey key) throws IOException {
        Path directory = root.resolve(key.text());
        parts.disk().createDirectories(directory);
        JournalConfig defaults = JournalConfig.defaults();
        JournalConfig config =
                new JournalConfig(parts.config().segmentSize(), defaults.maxCommit(), defaults.maxQueued());
        Scheduler scheduler = parts.scheduler();
        return logs.apply(Journal.open(
                parts.disk(), directory, config, scheduler.serial("log-writer"), scheduler.serial("log-answers")));
    }

    /** Makes a stream; it exists once the stage completes. */
    public CompletableFuture<DeliveryStream> create(StreamKey key, Definition definition) {
        CompletableFuture<DeliveryStream> created = new CompletableFuture<>();
        StreamLog streamLog;
        try {
            streamLog = openLog(key);
        } catch (IOException failure) {
            return CompletableFuture.failedFuture(failure);
        }
        streamLog.append(LogFrame.definition(definition), new Completion() {
            @Override
            public void forced(long position) {
                parts.scheduler().execute(() -> opened(key, streamLog, created));
            }

            @Override
            public void failed(IOException cause) {
                streamLog.close();
                created.completeExceptionally(cause);
            }
        });
        return created;
    }

    private void opened(StreamKey key, StreamLog streamLog, CompletableFuture<DeliveryStream> created) {
        try {
            OpenStream open = parts.open().open(key);
            LogRemainder remainder = LogRemainder.read(streamLog, open.visible());
            DeliveryStream stream = new DeliveryStream(key, parts, streamLog, open, remainder).told();
            streams.put(key, stream);
            stream.start();
            created.complete(stream);
        } catch (IOException failure) {
            streamLog.close();
            created.completeExceptionally(failure);
        }
    }

    public Optional<DeliveryStream> stream(StreamKey key) {
        return Optional.ofNullable(streams.get(key));
    }

    /** Those that exist, deletions under way included. */
    public Collection<DeliveryStream> streams() {
        return List.copyOf(streams.values());
    }

    /**
     * Deletes a stream: refuses records at once, processes and seals what was accepted as far as the time allows, and
     * discards the rest.
     *
     * @return once its files are gone; a crash before that goes on with it at the next start
     */
    public CompletableFuture<Deleted> delete(StreamKey key, Duration atMost) {
        DeliveryStream stream = streams.get(key);
        if (stream == null || stream.deleting()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(key + " does not exist or is being deleted"));
        }
        CompletableFuture<Deleted> result = new CompletableFuture<>();
        return stream.markDeleted().thenCompose(marked -> {
            finish(stream, atMost, result);
            return result;
        });
    }

    private void finish(DeliveryStream stream, Duration atMost, CompletableFuture<Deleted> result) {
        Backoff backoff =
                new Backoff(parts.config().retryFirst(), parts.config().retryLongest());
        stream.drain(atMost, deleted -> parts.scheduler().execute(() -> finish(stream, deleted, result, backoff)));
    }

    private void finish(DeliveryStream stream, Deleted deleted, CompletableFuture<Deleted> result, Backoff backoff) {
        try {
            stream.close();
            stream.forceRenames();
            writeTombstone(stream.key());
            bury(stream.key());
            streams.remove(stream.key());
            result.complete(deleted);
        } catch (IOException failure) {
            log.warn("{}: its files cannot be deleted yet: {}", stream.key(), failure.toString());
            parts.scheduler().schedule(backoff.next(), () -> finish(stream, deleted, result, backoff));
        }
    }

    private void writeTombstone(StreamKey key) throws IOException {
        Path tombstone = root.resolve(key.text() + TOMBSTONE);
        if (parts.disk().status(tombstone).isEmpty()) {
            parts.disk().create(tombstone).close();
        }
        parts.disk().forceDirectory(root);
    }

    /** Deletes a stream's files, the tombstone last. May be repeated. */
    private void bury(StreamKey key) throws IOException {
        parts.open().remove(key);
        Path directory = root.resolve(key.text());
        for (FileStatus file : parts.disk().list(directory)) {
            parts.disk().delete(directory.resolve(file.name()));
        }
        parts.disk().delete(directory);
        parts.disk().forceDirectory(root);
        if (parts.disk().delete(root.resolve(key.text() + TOMBSTONE))) {
            parts.disk().forceDirectory(root);
        }
    }

    /** Ends all work; open data is closed by who made it, after this. */
    @Override
    public void close() {
        streams.values().forEach(DeliveryStream::close);
        streams.clear();
    }
}
