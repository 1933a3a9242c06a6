package io.millrace.query.copies;

import io.millrace.base.Clock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All copies. Shared between threads. */
public final class Copies {

    private static final Logger log = LoggerFactory.getLogger(Copies.class);

    private final Path directory;
    private final Clock clock;
    private final long limit;
    private final Map<CopyIdentity, CopySet> sets = new HashMap<>();
    private final AtomicLong names = new AtomicLong();

    private Copies(Path directory, Clock clock, long limit) {
        this.directory = directory;
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Finds the copies that an earlier process left; what was being made then is deleted.
     *
     * @param limit bytes that the Parquet files may have together; 0 for no copies at all
     */
    public static Copies open(Path directory, Clock clock, long limit) throws IOException {
        Copies copies = new Copies(directory, clock, limit);
        Files.createDirectories(directory);
        try (Stream<Path> sets = Files.list(directory)) {
            for (Path set : sets.filter(Files::isDirectory).toList()) {
                copies.recover(set);
            }
        }
        return copies;
    }

    /** Whether there are to be any. */
    public boolean enabled() {
        return limit > 0;
    }

    /** What copies answer of those objects. To be closed. */
    public Selection select(CopyIdentity identity, List<Wanted> wanted) {
        List<CopyFile> broken = new ArrayList<>();
        Selection selection;
        synchronized (this) {
            CopySet set = sets.get(identity);
            if (set == null) {
                return Selection.none(wanted);
            }
            selection = set.select(wanted, clock.nanoTime(), broken);
        }
        broken.forEach(file -> forget(identity, file));
        return selection;
    }

    /** Whether the object is answered for now. */
    public synchronized boolean answers(CopyIdentity identity, Wanted wanted) {
        CopySet set = sets.get(identity);
        return set != null && set.answers(wanted);
    }

    /** Forgets whatever is no longer whole; reads every file. */
    public void verify() {
        for (CopyIdentity identity : identities()) {
            for (CopyFile file : files(identity)) {
                if (!file.isIntact()) {
                    forget(identity, file);
                }
            }
        }
    }

    /** Where a new file of the identity is to be written, in a directory that stands. */
    public Path making(CopyIdentity identity) throws IOException {
        Path set = directory.resolve(identity.text());
        Files.createDirectories(set);
        return set.resolve(names.incrementAndGet() + ".parquet.making");
    }

    /**
     * Takes in a file that was made; from now on it answers for its objects.
     *
     * @param strays whether the file has rows of other objects too
     */
    public void add(CopyIdentity identity, Path made, boolean strays, List<CopiedObject> objects) throws IOException {
        CopyFile file = settle(made, strays, objects);
        synchronized (this) {
            sets.computeIfAbsent(identity, _ -> new CopySet()).add(file);
        }
        retire(identity, it -> it.deadShare() >= 1);
    }

    /** Puts the rewritten rows in the place of the files that held them. */
    public void replace(CopyIdentity identity, Path made, Rewriting rewriting) throws IOException {
        CopyFile file = settle(made, false, rewriting.objects());
        synchronized (this) {
            sets.computeIfAbsent(identity, _ -> new CopySet()).replace(file, rewriting.files());
        }
        rewriting.files().forEach(before -> forget(identity, before));
    }

    private CopyFile settle(Path made, boolean strays, List<CopiedObject> objects) throws IOException {
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        String name = made.getFileName().toString();
        Path path = made.resolveSibling(name.substring(0, name.length() - ".making".length()));
        CopyFile file = new CopyFile(path, Files.size(made), CopyFile.checksum(made), strays, objects);
        Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
        CopyList.write(file);
        return file;
    }

    /** Says what stands at a key now; an empty generation for nothing. */
    public void changed(String bucket, String key, String generation) {
        synchronized (this) {
            sets.values().forEach(set -> set.gone(bucket, key, generation));
        }
        identities().forEach(identity -> retire(identity, file -> file.deadShare() >= 1));
    }

    public synchronized Set<CopyIdentity> identities() {
        return Set.copyOf(sets.keySet());
    }

    /** Bytes of all Parquet files. */
    public synchronized long bytes() {
        return sets.values().stream()
                .flatMap(set -> set.files().stream())
                .mapToLong(CopyFile::bytes)
                .sum();
    }

    /** How many Parquet files there are. */
    public synchronized int count() {
        return sets.values().stream().mapToInt(set -> set.files().size()).sum();
    }

    /** The keys of a bucket for which the identity has copies. */
    public synchronized Set<String> keys(CopyIdentity identity, String bucket) {
        CopySet set = sets.get(identity);
        return set == null ? Set.of() : set.keys(bucket);
    }

    /** Makes room for so many bytes by deleting what no query used lately; false where that is not possible. */
    public boolean makeRoom(long bytes, long idleNanos) {
        long now = clock.nanoTime();
        while (bytes() + bytes > limit) {
            Eldest eldest = eldest();
            if (eldest == null || now - eldest.file().lastUsed() < idleNanos) {
                return false;
            }
            forget(eldest.identity(), eldest.file());
        }
        return true;
    }

    /** Files of an identity that are better written again, together: small ones, or ones with many dead rows. */
    public synchronized Rewriting rewriting(CopyIdentity identity) {
        CopySet set = sets.get(identity);
        return set == null ? Rewriting.NONE : Rewriting.of(set, clock.nanoTime());
    }

    private record Eldest(CopyIdentity identity, CopyFile file) {}

    private synchronized @Nullable Eldest eldest() {
        return sets.entrySet().stream()
                .flatMap(set -> set.getValue().files().stream().map(file -> new Eldest(set.getKey(), file)))
                .filter(eldest -> !eldest.file().isHeld())
                .min(Comparator.comparingLong(eldest -> eldest.file().lastUsed()))
                .orElse(null);
    }

    private void retire(CopyIdentity identity, Predicate<CopyFile> which) {
        files(identity).stream().filter(which).forEach(file -> forget(identity, file));
    }

    private void forget(CopyIdentity identity, CopyFile file) {
        synchronized (this) {
            CopySet set = sets.get(identity);
            if (set != null) {
                set.remove(file);
            }
        }
        file.retire();
    }

    private synchronized List<CopyFile> files(CopyIdentity identity) {
        CopySet set = sets.get(identity);
        return set == null ? List.of() : set.files();
    }

    private void recover(Path directoryOfSet) throws IOException {
        CopySet set = new CopySet();
        List<Path> all;
        try (Stream<Path> paths = Files.list(directoryOfSet)) {
            all = paths.sorted().toList();
        }
        for (Path path : all) {
            CopyFile file = CopyList.isList(path) ? CopyList.read(path).orElse(null) : null;
            if (file != null && Files.exists(file.path())) {
                set.add(file);
                names.accumulateAndGet(number(file.path()), Math::max);
            }
        }
        Set<Path> known = new HashSet<>();
        set.files().forEach(file -> known.addAll(List.of(file.path(), CopyList.beside(file.path()))));
        for (Path path : all) {
            if (!known.contains(path)) {
                log.info("Deleting {}, which belongs to no whole columnar copy", path);
                Files.deleteIfExists(path);
            }
        }
        sets.put(new CopyIdentity(directoryOfSet.getFileName().toString()), set);
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.indexOf('.')));
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }
}
