package io.millrace.query.making;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.feed.Change;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.Listing;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.query.copies.Copies;
import io.millrace.query.copies.CopyIdentity;
import io.millrace.query.copies.Wanted;
import io.millrace.query.scan.KeyPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What waits to be copied, and which tables' objects are followed. Shared between threads. */
final class Demands {

    /** So much is copied in one go at most, as stored. */
    private static final long BATCH = 512L << 20;

    private static final int REFUSED = 100_000;
    private static final int PAGE = 20_000;

    /** A moment for more to come. */
    private static final Duration GATHERING = Duration.ofMillis(300);

    /** What is to be copied together; no objects where only old copies are to be looked after. */
    record Batch(CopyIdentity identity, Table table, List<Wanted> objects) {}

    private final Copies copies;
    private final ObjectsDoor door;
    private final Clock clock;
    private final Caller owner;
    private final Map<CopyIdentity, Followed> tables = new LinkedHashMap<>();
    private final Set<CopyIdentity> changed = new HashSet<>();
    private long notBefore;
    private boolean busy;
    private boolean closed;

    Demands(Copies copies, ObjectsDoor door, Clock clock, Caller owner) {
        this.copies = copies;
        this.door = door;
        this.clock = clock;
        this.owner = owner;
    }

    /** @param places where the objects of the partitions lie that were read */
    synchronized void add(Table table, List<KeyPlaces> places, List<Wanted> objects) {
        Followed followed = tables.computeIfAbsent(CopyIdentity.of(table), _ -> new Followed(table));
        places.forEach(followed::add);
        objects.forEach(wanted -> enqueue(followed, wanted));
        notifyAll();
    }

    void changed(Change change) {
        switch (change) {
            case Change.Put put -> {
                copies.changed(put.bucket(), put.key(), put.generation());
                follow(put);
            }
            case Change.Delete delete -> {
                copies.changed(delete.bucket(), delete.key(), "");
                touch(delete.bucket());
            }
            case Change.Missed _ -> lookAgain();
            case Change.OpenAdvanced _ -> {
                // Open data has no copies.
            }
        }
    }

    /** The next batch; waits for it. */
    Batch take() throws InterruptedException {
        synchronized (this) {
            while (!isWaiting()) {
                wait();
            }
        }
        Thread.sleep(GATHERING);
        makeSure();
        synchronized (this) {
            busy = true;
            for (Map.Entry<CopyIdentity, Followed> table : tables.entrySet()) {
                if (!table.getValue().pending.isEmpty()) {
                    return batch(table.getKey(), table.getValue());
                }
            }
            for (Map.Entry<CopyIdentity, Followed> table : tables.entrySet()) {
                if (changed.remove(table.getKey())) {
                    return new Batch(table.getKey(), table.getValue().table, List.of());
                }
            }
            throw new IllegalStateException("Nothing waits for a copy.");
        }
    }

    synchronized void done() {
        busy = false;
    }

    /** Gives up what waits, and takes nothing for a while. */
    synchronized void pause(Duration time) {
        tables.values().forEach(followed -> followed.pending.clear());
        changed.clear();
        notBefore = clock.nanoTime() + time.toNanos();
    }

    synchronized void refuse(CopyIdentity identity, List<Wanted> objects) {
        Followed followed = tables.get(identity);
        if (followed != null && followed.refused.size() < REFUSED) {
            objects.forEach(wanted -> followed.refused.add(version(wanted)));
        }
    }

    synchronized long pending() {
        return tables.values().stream().mapToLong(it -> it.pending.size()).sum() + changed.size() + (busy ? 1 : 0);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
    }

    private boolean isWaiting() {
        return !changed.isEmpty() || tables.values().stream().anyMatch(it -> !it.pending.isEmpty());
    }

    private void enqueue(Followed followed, Wanted wanted) {
        boolean paused = notBefore != 0 && clock.nanoTime() - notBefore < 0;
        if (!paused && !closed && !followed.refused.contains(version(wanted))) {
            followed.pending.put(wanted.bucket() + "/" + wanted.object().key(), wanted);
        }
    }

    private static String version(Wanted wanted) {
        return wanted.object().generation() + "/" + wanted.bucket() + "/"
                + wanted.object().key();
    }

    private Batch batch(CopyIdentity identity, Followed followed) {
        List<Wanted> objects = new ArrayList<>();
        long bytes = 0;
        Iterator<Wanted> pending = followed.pending.values().iterator();
        while (pending.hasNext() && bytes < BATCH) {
            Wanted wanted = pending.next();
            pending.remove();
            if (!copies.answers(identity, wanted)) {
                objects.add(wanted);
                bytes += wanted.object().size();
            }
        }
        return new Batch(identity, followed.table, objects);
    }

    /** What is put beside objects that were read is likely to be read too. */
    private synchronized void follow(Change.Put put) {
        Instant now = clock.instant();
        tables.forEach((identity, followed) -> {
            if (put.size() > 0 && followed.covers(put.bucket(), put.key())) {
                followed.partition(put.bucket(), put.key(), now)
                        .ifPresent(partition -> enqueue(followed, wanted(put, partition)));
                changed.add(identity);
            }
        });
        notifyAll();
    }

    private static Wanted wanted(Change.Put put, List<String> partition) {
        ObjectInfo object =
                new ObjectInfo(put.key(), put.size(), "", Instant.EPOCH, ObjectMetadata.NONE, put.generation());
        return new Wanted(put.bucket(), object, partition);
    }

    private synchronized void touch(String bucket) {
        tables.forEach((identity, followed) -> {
            if (followed.locations().stream()
                    .anyMatch(location -> location.bucket().equals(bucket))) {
                changed.add(identity);
            }
        });
        notifyAll();
    }

    private synchronized void lookAgain() {
        tables.forEach((identity, followed) -> {
            followed.unsure = true;
            changed.add(identity);
        });
        notifyAll();
    }

    /** After a start, or where changes were missed: which copies are of objects that no longer stand? */
    private void makeSure() {
        Map<CopyIdentity, List<TableLocation>> unsure = new HashMap<>();
        synchronized (this) {
            tables.forEach((identity, followed) -> {
                if (followed.unsure) {
                    followed.unsure = false;
                    unsure.put(identity, followed.locations());
                }
            });
        }
        unsure.forEach((identity, locations) -> locations.forEach(location -> makeSure(identity, location)));
    }

    private void makeSure(CopyIdentity identity, TableLocation location) {
        List<String> keys = copies.keys(identity, location.bucket()).stream()
                .filter(key -> key.startsWith(location.prefix()))
                .toList();
        if (!keys.isEmpty()) {
            Map<String, String> now = generations(location);
            keys.forEach(key -> copies.changed(location.bucket(), key, now.getOrDefault(key, "")));
        }
    }

    private Map<String, String> generations(TableLocation location) {
        Map<String, String> generations = new HashMap<>();
        String after = "";
        try {
            while (true) {
                ListRequest request = new ListRequest(location.prefix(), "", after, PAGE);
                Listing page = door.list(owner, location.bucket(), request);
                page.objects().forEach(object -> generations.put(object.key(), object.generation()));
                if (page.next().isEmpty()) {
                    return generations;
                }
                after = page.next().get();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A bucket cannot be listed.", unreadable);
        }
    }
}
