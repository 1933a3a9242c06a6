package io.millrace.objects.store;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Gives files their names in a bucket and takes them away, durably. Shared between threads; of one bucket, used under
 * its {@link DiskBucket#change}.
 */
final class Placement {

    private final Disk disk;
    private final ForcedDirectories directories;
    private final DirectoryCache cache;

    Placement(Disk disk, ForcedDirectories directories, DirectoryCache cache) {
        this.disk = disk;
        this.directories = directories;
        this.cache = cache;
    }

    /** The change that becomes visible: one rename. */
    @FunctionalInterface
    interface Move {
        void to(Path place) throws IOException;
    }

    /** Moves a forced file to the key's place and forces the name. */
    void put(DiskBucket bucket, String key, Move move, Runnable visible) throws IOException {
        try {
            attempt(bucket, key, move, visible);
        } catch (NoSuchFileException removedByHand) {
            directories.forgetAll();
            disk.createDirectories(bucket.directory());
            attempt(bucket, key, move, visible);
        } catch (IOException failed) {
            directories.forgetAll(); // What was forced is no longer known.
            throw failed;
        }
    }

    private void attempt(DiskBucket bucket, String key, Move move, Runnable visible) throws IOException {
        Path place = room(bucket, key);
        Path parent = PathParents.parent(place);
        move(bucket, parent, () -> move.to(place));
        visible.run();
        disk.forceDirectory(parent);
    }

    /** Removes the files; the last of them is the one that counts. */
    void remove(DiskBucket bucket, List<Path> files, Runnable visible) throws IOException {
        Path parent = PathParents.parent(files.getLast());
        move(bucket, parent, () -> {
            for (Path file : files) {
                disk.delete(file);
                cache.forget(PathParents.parent(file));
            }
        });
        visible.run();
        for (Path file : files) {
            disk.forceDirectory(PathParents.parent(file));
        }
        files.forEach(file -> prune(bucket, PathParents.parent(file)));
    }

    /** Removes empty directories from the inside out; false where a file stands. */
    boolean removeEmpty(DiskBucket bucket, Path directory) throws IOException {
        boolean empty = true;
        for (FileStatus entry : disk.list(directory)) {
            empty &= entry.kind() == FileStatus.Kind.DIRECTORY && removeEmpty(bucket, directory.resolve(entry.name()));
        }
        if (empty) {
            directories.forget(directory);
            cache.forget(directory);
            disk.delete(directory);
        }
        return empty;
    }

    private Path room(DiskBucket bucket, String key) throws IOException {
        KeyPath path = KeyPath.of(key);
        Path root = bucket.directory();
        Path first = path.first(root);
        Path second = path.second(root);
        directories.require(root, PathParents.parent(first), file -> moveAside(bucket, file));
        Optional<FileStatus> standing = disk.status(first);
        boolean firstIsFree = standing.isEmpty() || standing.get().kind() != FileStatus.Kind.DIRECTORY;
        if (firstIsFree && (standing.isPresent() || disk.status(second).isEmpty())) {
            return first;
        }
        directories.require(root, PathParents.parent(second), file -> moveAside(bucket, file));
        return second;
    }

    /** A file stands where a directory must: it goes to its second place, and is found there at any moment. */
    private void moveAside(DiskBucket bucket, Path file) throws IOException {
        Path parent = PathParents.parent(file);
        Path second = KeyPath.resolve(parent, KeyNames.aside(String.valueOf(file.getFileName())));
        directories.require(bucket.directory(), PathParents.parent(second), other -> moveAside(bucket, other));
        move(bucket, parent, () -> disk.rename(file, second));
        disk.forceDirectory(PathParents.parent(second));
    }

    private interface Names {
        void move() throws IOException;
    }

    private void move(DiskBucket bucket, Path parent, Names names) throws IOException {
        try (DiskBucket.Held _ = bucket.moveNames()) {
            names.move();
        } finally {
            cache.forget(parent);
        }
    }

    /** Removes what became empty; what cannot be removed does no harm. */
    private void prune(DiskBucket bucket, Path from) {
        Path directory = from;
        try {
            while (!directory.equals(bucket.directory())) {
                directories.forget(directory);
                cache.forget(directory);
                disk.delete(directory);
                directory = PathParents.parent(directory);
            }
        } catch (DirectoryNotEmptyException full) {
            // As far as it goes.
        } catch (IOException left) {
            directories.forgetAll();
        }
    }
}
