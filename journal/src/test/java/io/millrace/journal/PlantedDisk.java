package io.millrace.journal;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A disk between the journal and the real one, whose force has a bug. */
class PlantedDisk implements Disk {

    interface Force {
        void force(DiskFile file) throws IOException;
    }

    private final Disk disk;
    private final Force force;

    PlantedDisk(Disk disk, Force force) {
        this.disk = disk;
        this.force = force;
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        DiskFile created = disk.create(file);
        return new PlantedFile(created, force);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return disk.open(file);
    }

    @Override
    public DiskFile openForReading(Path file) throws IOException {
        return disk.openForReading(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return disk.delete(path);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
    }

    @Override
    public List<FileStatus> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public Optional<FileStatus> status(Path path) throws IOException {
        return disk.status(path);
    }

    private record PlantedFile(DiskFile file, Force how) implements DiskFile {

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            file.append(bytes);
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            file.write(bytes, offset);
        }

        @Override
        public int read(ByteBuffer into, long offset) throws IOException {
            return file.read(into, offset);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            how.force(file);
        }

        @Override
        public void forceBytes() throws IOException {
            how.force(file);
        }

        @Override
        public void setAttribute(String name, byte[] value) throws IOException {
            file.setAttribute(name, value);
        }

        @Override
        public Optional<byte[]> attribute(String name) throws IOException {
            return file.attribute(name);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
