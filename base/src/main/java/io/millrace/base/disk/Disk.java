package io.millrace.base.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files and directories with explicit forcing. Shared between threads. A missing file is {@link
 * java.nio.file.NoSuchFileException}, an existing one {@link java.nio.file.FileAlreadyExistsException}, a full disk an
 * {@link IOException}; nothing here retries.
 */
public interface Disk {

    /** Creates a new, empty file for appending; fails where one exists. */
    DiskFile create(Path file) throws IOException;

    /** Opens an existing file for reading and appending; appends go to its end. */
    DiskFile open(Path file) throws IOException;

    /** Opens an existing file for reading only. */
    DiskFile openForReading(Path file) throws IOException;

    /**
     * Creates the directory and its missing parents, and forces each parent that gained a name; a name whose parent cannot
     * be forced is removed again.
     */
    void createDirectories(Path directory) throws IOException;

    /** Renames a file within the file system, replacing what stands at the target, atomically. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file or an empty directory; false where there is none. */
    boolean delete(Path path) throws IOException;

    /** Makes the names in a directory durable. */
    void forceDirectory(Path directory) throws IOException;

    /** The names in a directory, in no order; empty where there is no such directory. */
    List<FileStatus> list(Path directory) throws IOException;

    /** A named attribute of the file at a path. */
    default Optional<byte[]> attribute(Path file, String name) throws IOException {
        try (DiskFile opened = openForReading(file)) {
            return opened.attribute(name);
        }
    }

    /** What stands at a path, without following a symbolic link. */
    Optional<FileStatus> status(Path path) throws IOException;
}
