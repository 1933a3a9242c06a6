package io.millrace.objects.store;

import io.millrace.base.Clock;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directories of buckets as they were last read, as long as a directory's time says that nothing came or went.
 * Shared between threads. A file that was dropped in by hand is looked at again each time, as it may still be growing.
 */
final class DirectoryCache {

    /** How many entries are kept, at some 100 to 400 bytes each: a bucket of 100,000 hours, one object an hour. */
    private static final int LIMIT = 400_000;

    /** What was asked for so recently is not given up for something new: a walk through everything must not. */
    private static final Duration IN_USE = Duration.ofMinutes(2);

    /** A directory that changed so recently may change again without its time telling. */
    private static final Duration UNSURE = Duration.ofSeconds(2);

    private record Seen(Instant modified, List<Child> children, long used) {

        int weight() {
            return 1 + children.size();
        }
    }

    private final Disk disk;
    private final ObjectFiles files;
    private final Clock clock;
    private final Map<Path, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    DirectoryCache(Disk disk, ObjectFiles files, Clock clock) {
        this.disk = disk;
        this.files = files;
        this.clock = clock;
    }

    /** What stands in the directory, by key; nothing where there is no such directory. */
    List<Child> children(DiskBucket bucket, Path directory, String prefix) throws IOException {
        try (DiskBucket.Held _ = bucket.readNames()) {
            Instant now = clock.instant();
            Optional<FileStatus> status = disk.status(directory);
            if (status.isEmpty() || status.get().kind() != FileStatus.Kind.DIRECTORY) {
                forget(directory);
                return List.of();
            }
            Instant modified = status.get().modified();
            Seen known = known(directory);
            if (known != null && known.modified().equals(modified)) {
                return refreshed(directory, known.children());
            }
            List<Child> children = DirectoryReading.read(disk, files, bucket.directory(), directory, prefix);
            forget(directory);
            if (modified.plus(UNSURE).isBefore(now)) {
                keep(directory, modified, children);
            }
            return children;
        }
    }

    boolean isDirectory(Path directory) throws IOException {
        return disk.status(directory)
                .filter(status -> status.kind() == FileStatus.Kind.DIRECTORY)
                .isPresent();
    }

    synchronized void forget(Path directory) {
        Seen known = seen.remove(directory);
        weight -= known == null ? 0 : known.weight();
    }

    private synchronized @Nullable Seen known(Path directory) {
        return seen.computeIfPresent(
                directory, (path, known) -> new Seen(known.modified(), known.children(), clock.nanoTime()));
    }

    private synchronized void keep(Path directory, Instant modified, List<Child> children) {
        Seen now = new Seen(modified, children, clock.nanoTime());
        Iterator<Seen> eldest = seen.values().iterator();
        while (weight + now.weight() > LIMIT && eldest.hasNext()) {
            Seen oldest = eldest.next();
            if (now.used() - oldest.used() < IN_USE.toNanos()) {
                return;
            }
            weight -= oldest.weight();
            eldest.remove();
        }
        seen.put(directory, now);
        weight += now.weight();
    }

    private List<Child> refreshed(Path directory, List<Child> children) throws IOException {
        if (children.stream().noneMatch(DirectoryCache::isForeign)) {
            return children;
        }
        List<Child> now = new ArrayList<>(children.size());
        for (Child child : children) {
            ObjectInfo info = child.info();
            if (info != null && isForeign(child)) {
                files.look(directory.resolve(child.relative()), info.key())
                        .ifPresent(looked -> now.add(new Child(child.part(), child.relative(), looked)));
            } else {
                now.add(child);
            }
        }
        return now;
    }

    private static boolean isForeign(Child child) {
        ObjectInfo info = child.info();
        return info != null && ObjectFiles.isForeign(info);
    }
}
