package io.millrace.objects.open;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.FileStatus;
import io.millrace.journal.Journal;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.store.Bucket;
import io.millrace.objects.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meeting place of the write side and the read side. Shared between threads. The contract is objects/OPEN.md.
 */
public final class OpenData implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenData.class);

    private final Path root;
    private final Surroundings around;
    private final SealSteps steps;
    private final Map<StreamKey, OpenStream> streams = new ConcurrentHashMap<>();

    /** @param root the directory of all streams' open data, made where it is missing */
    public OpenData(
            Disk disk,
            Path root,
            ObjectStore store,
            ChangeFeed feed,
            Clock clock,
            Scheduler scheduler,
            OpenConfig config) {
        this(root, new Surroundings(disk, store, feed, clock, scheduler, config), new SealSteps(store));
    }

    OpenData(Path root, Surroundings around, SealSteps steps) {
        this.root = root;
        this.around = around;
        this.steps = steps;
    }

    /** Opens a stream's open data, made where it is missing, and recovers it: one commit is the last. */
    public OpenStream open(StreamKey key) throws IOException {
        Path directory = root.resolve(key.text());
        around.disk().createDirectories(directory);
        Journal journal = Journal.open(
                around.disk(),
                directory,
                around.config().journal(),
                around.scheduler().serial("open-writer"),
                around.scheduler().serial("open-answers"));
        OpenReplay replay = OpenReplay.of(journal, steps);
        replay.damage().forEach(damage -> log.error("{}: {}", key, damage));
        settle(key, replay.index());
        OpenStream stream = new OpenStream(key, around, journal, replay.index(), steps);
        streams.put(key, stream);
        stream.resume();
        return stream;
    }

    /** Recovery's second half: what intents and staging files mean; see the table in the contract. */
    private void settle(StreamKey key, OpenIndex index) throws IOException {
        for (LiveObject object : index.objects.values()) {
            if (!object.intent.isEmpty()) {
                object.intentForced = true;
                object.state = LiveObject.State.INTENDED;
                object.renamed = !around.store().isStaged(object.intent);
            }
        }
        for (String staged : around.store().staged()) {
            if (SealSteps.belongsTo(key, staged)
                    && index.objects.values().stream().noneMatch(object -> object.intent.equals(staged))) {
                around.store().discardStaged(staged);
            }
        }
    }

    /** Closes the stream's open data and deletes it, with all that was not sealed. May be repeated. */
    public void remove(StreamKey key) throws IOException {
        OpenStream stream = streams.remove(key);
        if (stream != null) {
            stream.close();
        }
        for (String staged : around.store().staged()) {
            if (SealSteps.belongsTo(key, staged)) {
                around.store().discardStaged(staged);
            }
        }
        // Always once more: an earlier attempt may have failed before its removal was forced, and no stream would look
        // again.
        around.store().discardStaged(SealSteps.stagingId(key, 0));
        Path directory = root.resolve(key.text());
        for (FileStatus file : around.disk().list(directory)) {
            around.disk().delete(directory.resolve(file.name()));
        }
        around.disk().delete(directory);
        around.disk().forceDirectory(root); // Always: an earlier attempt may have failed between the two.
    }

    /**
     * Waits until every record that is accepted now, by any stream that could write below the prefix, is visible.
     *
     * @return what an answer would leave out
     */
    public Freshness await(String bucket, String keyPrefix, Duration atMost) throws InterruptedException {
        try {
            return whenFresh(bucket, keyPrefix, atMost).get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("A wait for open data failed", impossible);
        }
    }

    /** As {@link #await}, without a thread that waits. */
    public CompletableFuture<Freshness> whenFresh(String bucket, String keyPrefix, Duration atMost) {
        FreshnessWait wait = new FreshnessWait();
        for (OpenStream stream : streams.values()) {
            if (stream.reading().writesTo(bucket, keyPrefix)) {
                wait.on(stream.reading());
            }
        }
        return wait.begin(around.scheduler(), atMost);
    }

    /** The open objects below the prefix. To be taken before the store is listed; to be closed. */
    public OpenSnapshot snapshot(String bucket, String keyPrefix) {
        OpenSnapshot snapshot = new OpenSnapshot();
        Optional<Bucket> now = around.store().bucket(bucket);
        if (now.isPresent()) {
            for (OpenStream stream : streams.values()) {
                stream.reading().snapshot(bucket, now.get().incarnation(), keyPrefix, snapshot);
            }
        }
        return snapshot;
    }

    /** The streams that are open. */
    public Collection<OpenStream> streams() {
        return streams.values();
    }

    @Override
    public void close() {
        streams.values().forEach(OpenStream::close);
        streams.clear();
    }
}
