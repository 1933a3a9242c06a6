package io.millrace.base.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The machine's own file system. Shared between threads. */
public final class LocalDisk implements Disk {

    private static final int USUAL_ATTRIBUTE = 1024;

    @Override
    public DiskFile create(Path file) throws IOException {
        return new LocalFile(
                file,
                FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new LocalFile(file, channel);
    }

    @Override
    public DiskFile openForReading(Path file) throws IOException {
        return new LocalFile(file, FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException raced) {
            if (!Files.isDirectory(directory)) {
                throw raced;
            }
        }
        if (parent != null) {
            forceNew(directory, parent);
        }
    }

    /** A name that could not be forced goes again, so that the next attempt does not take it for durable. */
    private void forceNew(Path directory, Path parent) throws IOException {
        try {
            forceDirectory(parent);
        } catch (IOException failed) {
            Files.deleteIfExists(directory);
            throw failed;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public List<FileStatus> list(Path directory) throws IOException {
        List<FileStatus> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                status(path).ifPresent(entries::add);
            }
        } catch (NoSuchFileException absent) {
            return List.of();
        }
        return entries;
    }

    @Override
    public Optional<FileStatus> status(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            FileStatus.Kind kind = attributes.isRegularFile()
                    ? FileStatus.Kind.FILE
                    : attributes.isDirectory() ? FileStatus.Kind.DIRECTORY : FileStatus.Kind.OTHER;
            long size = kind == FileStatus.Kind.FILE ? attributes.size() : 0;
            return Optional.of(new FileStatus(
                    String.valueOf(path.getFileName()),
                    kind,
                    size,
                    attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<byte[]> attribute(Path file, String name) throws IOException {
        return attribute(view(file), name);
    }

    private static UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** One system call where the attribute is there and short, as it nearly always is. */
    private static Optional<byte[]> attribute(UserDefinedFileAttributeView view, String name) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(USUAL_ATTRIBUTE);
        try {
            view.read(name, value);
        } catch (NoSuchFileException noFile) {
            throw noFile;
        } catch (FileSystemException absentOrLong) {
            if (!view.list().contains(name)) {
                return Optional.empty();
            }
            value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
        }
        return Optional.of(Arrays.copyOf(value.array(), value.position()));
    }

    private record LocalFile(Path path, FileChannel channel) implements DiskFile {

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void append(ByteBuffer[] buffers) throws IOException {
            int first = 0;
            while (first < buffers.length) {
                channel.write(buffers, first, buffers.length - first);
                while (first < buffers.length && !buffers[first].hasRemaining()) {
                    first++;
                }
            }
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            return channel.read(into, offset);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            // With metadata: attributes that we set, and times, must survive too.
            channel.force(true);
        }

        @Override
        public void forceBytes() throws IOException {
            channel.force(false);
        }

        @Override
        public void setAttribute(String name, byte[] value) throws IOException {
            attributes().write(name, ByteBuffer.wrap(value));
        }

        @Override
        public Optional<byte[]> attribute(String name) throws IOException {
            return LocalDisk.attribute(attributes(), name);
        }

        private UserDefinedFileAttributeView attributes() {
            return view(path);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
