package io.millrace.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The one directory that holds everything: mode 0700, locked against a second process, with a format version. A newer
 * format is refused.
 */
final class DataDirectory implements AutoCloseable {

    /** Raised when a file on disk changes its meaning. */
    private static final int FORMAT = 1;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Opens the directory, makes it where it is missing. */
    static DataDirectory open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        }
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StartRefused("Another Millrace runs on " + path.toAbsolutePath()
                    + ". Stop it, or choose another directory with --data.");
        }
        DataDirectory directory = new DataDirectory(path, channel, lock);
        directory.checkFormat();
        return directory;
    }

    Path path() {
        return path;
    }

    /** A directory below, made where it is missing. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    private void checkFormat() throws IOException {
        Path file = path.resolve("format");
        if (!Files.exists(file)) {
            Files.writeString(file, FORMAT + "\n");
            return;
        }
        String text = Files.readString(file).strip();
        if (!text.equals(Integer.toString(FORMAT))) {
            close();
            throw new StartRefused("The data in " + path.toAbsolutePath() + " has format '" + text
                    + "'; this version of Millrace reads format " + FORMAT + ". Use the version that wrote it.");
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
