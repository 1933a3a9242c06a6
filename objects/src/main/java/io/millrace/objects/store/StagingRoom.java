package io.millrace.objects.store;

import io.millrace.base.Ids;
import io.millrace.base.Json;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Where bytes wait for their name. Shared between threads. */
final class StagingRoom {

    private final Disk disk;
    private final Path directory;
    private final RandomGenerator random;
    private final AtomicLong next = new AtomicLong();

    private StagingRoom(Disk disk, Path directory, RandomGenerator random) {
        this.disk = disk;
        this.directory = directory;
        this.random = random;
    }

    /** Removes what an earlier life left behind: nobody was told that it was stored. */
    static StagingRoom open(Disk disk, Path directory, RandomGenerator random) throws IOException {
        disk.createDirectories(directory);
        for (FileStatus left : disk.list(directory)) {
            disk.delete(directory.resolve(left.name()));
        }
        StagingRoom room = new StagingRoom(disk, directory, random);
        room.probe();
        return room;
    }

    StagingFile file() throws IOException {
        return new StagingFile(disk, directory.resolve(Long.toString(next.incrementAndGet())));
    }

    /** An id that no two things share. */
    synchronized String draw() {
        return Ids.uuid(random).toString();
    }

    /** Puts a small document at the path, whole or not at all, forced. */
    void write(Path target, JsonNode document) throws IOException {
        try (StagingFile staged = file()) {
            staged.out().write(Json.MAPPER.writeValueAsBytes(document));
            staged.force();
            staged.moveTo(target);
        }
        disk.forceDirectory(PathParents.parent(target));
    }

    /** Refuses a file system that cannot keep an object's metadata with its bytes. */
    private void probe() throws IOException {
        Path path = directory.resolve("probe");
        try (DiskFile file = disk.create(path)) {
            file.append(ByteBuffer.wrap(new byte[] {1}));
            file.setAttribute(ObjectStamp.ATTRIBUTE, new byte[] {1});
            if (file.attribute(ObjectStamp.ATTRIBUTE).isEmpty()) {
                throw new IOException("the attribute that was set is not there");
            }
        } catch (IOException | UnsupportedOperationException none) {
            throw new IOException(
                    "The file system of " + directory + " keeps no extended attributes, and objects need them for their"
                            + " metadata. Put the data directory on ext4, xfs, btrfs, zfs or a recent tmpfs.",
                    none);
        }
        disk.delete(path);
    }
}
