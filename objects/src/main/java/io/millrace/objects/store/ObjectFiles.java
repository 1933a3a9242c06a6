package io.millrace.objects.store;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and opens the files of objects. Shared between threads. */
final class ObjectFiles {

    private static final String FOREIGN = "file-";

    private final Disk disk;
    private final ForeignETags foreign;

    ObjectFiles(Disk disk, ForeignETags foreign) {
        this.disk = disk;
        this.foreign = foreign;
    }

    /** Every file that stands for the key, the one that counts first. Under a lock of the bucket. */
    List<Path> standing(DiskBucket bucket, String key) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Keys.isPossible(key)) {
            KeyPath path = KeyPath.of(key);
            for (Path place : List.of(path.first(bucket.directory()), path.second(bucket.directory()))) {
                if (isFile(bucket.directory(), place)) {
                    found.add(place);
                }
            }
        }
        return found;
    }

    /** The object, held open; its ETag may have to be computed. */
    Optional<StoredObject> open(DiskBucket bucket, String key) throws IOException {
        DiskObject opened;
        try (DiskBucket.Held _ = bucket.readNames()) {
            List<Path> found = standing(bucket, key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            opened = open(found.getFirst(), key);
        } catch (NoSuchFileException removedByHand) {
            return Optional.empty();
        }
        return Optional.of(opened.info().etag().isEmpty() ? withETag(opened) : opened);
    }

    /** As {@link #open}, without the bytes. */
    Optional<ObjectInfo> head(DiskBucket bucket, String key) throws IOException {
        Optional<StoredObject> opened = open(bucket, key);
        if (opened.isPresent()) {
            opened.get().close();
        }
        return opened.map(StoredObject::info);
    }

    /** The object of a file with that status; without ETag where that is not known yet. Empty where it went away. */
    Optional<ObjectInfo> look(Path file, FileStatus status, String key) throws IOException {
        try {
            return Optional.of(info(file, status, disk.attribute(file, ObjectStamp.ATTRIBUTE), key));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    Optional<ObjectInfo> look(Path file, String key) throws IOException {
        Optional<FileStatus> status = disk.status(file).filter(there -> there.kind() == FileStatus.Kind.FILE);
        return status.isEmpty() ? Optional.empty() : look(file, status.get(), key);
    }

    private ObjectInfo info(Path file, FileStatus status, Optional<byte[]> attribute, String key) {
        Optional<ObjectStamp> stamp = attribute.flatMap(ObjectStamp::parse);
        return stamp.isPresent() && stamp.get().isOf(status)
                ? stamp.get().info(key)
                : foreign(file, key, status, stamp.map(ObjectStamp::metadata).orElse(ObjectMetadata.NONE));
    }

    /** The object of a file that bears no stamp, or that was changed since. */
    private ObjectInfo foreign(Path file, String key, FileStatus status, ObjectMetadata metadata) {
        String generation = FOREIGN + status.modified() + "-" + status.size();
        return new ObjectInfo(
                key,
                status.size(),
                foreign.known(file, status),
                status.modified(),
                metadata.withChecksums(Map.of()),
                generation);
    }

    static boolean isForeign(ObjectInfo info) {
        return info.generation().startsWith(FOREIGN);
    }

    private DiskObject open(Path file, String key) throws IOException {
        DiskFile opened = disk.openForReading(file);
        try {
            FileStatus status = disk.status(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
            ObjectInfo info = info(file, status, opened.attribute(ObjectStamp.ATTRIBUTE), key);
            return new DiskObject(file, opened, info);
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    private DiskObject withETag(DiskObject opened) throws IOException {
        try (InputStream in = opened.stream()) {
            return opened.withETag(foreign.compute(opened.path(), opened.info(), in));
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    /** A plain file, below plain directories: a symbolic link on the way leads nowhere. */
    private boolean isFile(Path bucket, Path file) throws IOException {
        for (Path directory = PathParents.parent(file);
                !directory.equals(bucket);
                directory = PathParents.parent(directory)) {
            if (kind(directory) != FileStatus.Kind.DIRECTORY) {
                return false;
            }
        }
        return kind(file) == FileStatus.Kind.FILE;
    }

    private FileStatus.Kind kind(Path path) throws IOException {
        return disk.status(path).map(FileStatus::kind).orElse(FileStatus.Kind.OTHER);
    }
}
