package io.millrace.objects.store;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes directories whose names are durable. That a directory is seen says nothing: an earlier life, or a failed force,
 * may have left its name unforced; so each is forced once in each life. Shared between threads; of one bucket, used by
 * one thread at a time.
 */
final class ForcedDirectories {

    private static final int LIMIT = 100_000;

    private final Disk disk;
    private final Set<Path> forced = ConcurrentHashMap.newKeySet();

    ForcedDirectories(Disk disk) {
        this.disk = disk;
    }

    /** What makes room for a directory where a file stands. */
    @FunctionalInterface
    interface FileInTheWay {
        void move(Path file) throws IOException;
    }

    /** The path with all its directories below the root, which stands. */
    void require(Path root, Path directory, FileInTheWay inTheWay) throws IOException {
        if (directory.equals(root) || forced.contains(directory)) {
            return;
        }
        Path parent = PathParents.parent(directory);
        require(root, parent, inTheWay);
        if (stands(directory, inTheWay)) {
            disk.forceDirectory(parent);
        } else {
            disk.createDirectories(directory); // Forces the parent.
        }
        if (forced.size() >= LIMIT) {
            forced.clear();
        }
        forced.add(directory);
    }

    void forget(Path directory) {
        forced.remove(directory);
    }

    void forgetAll() {
        forced.clear();
    }

    private boolean stands(Path directory, FileInTheWay inTheWay) throws IOException {
        Optional<FileStatus> standing = disk.status(directory);
        if (standing.isEmpty()) {
            return false;
        }
        return switch (standing.get().kind()) {
            case DIRECTORY -> true;
            case FILE -> {
                inTheWay.move(directory);
                yield false;
            }
            case OTHER ->
                throw new FileSystemException(
                        directory.toString(),
                        null,
                        "a symbolic link or device stands where a directory is needed; remove it");
        };
    }
}
