package io.millrace.query.copies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file and its list of objects. Shared between threads. Once it is retired it is deleted as soon as no query
 * holds it.
 */
final class CopyFile {

    /** How the file looked when its bytes were last seen to be whole. */
    private record Stamp(long size, Instant modified) {}

    private final Path path;
    private final long bytes;
    private final long checksum;
    private final boolean strays;
    private final List<CopiedObject> objects;
    private long liveRows;
    private int holders;
    private boolean retired;
    private boolean condemned;
    private long lastUsed;
    private @Nullable Stamp seenWhole;

    /** @param strays whether the file has rows of objects that are not in the list */
    CopyFile(Path path, long bytes, long checksum, boolean strays, List<CopiedObject> objects) {
        this.path = path;
        this.bytes = bytes;
        this.checksum = checksum;
        this.strays = strays;
        this.objects = List.copyOf(objects);
        this.liveRows = rows();
    }

    Path path() {
        return path;
    }

    /** Of the Parquet file. */
    long bytes() {
        return bytes;
    }

    long checksum() {
        return checksum;
    }

    boolean strays() {
        return strays;
    }

    List<CopiedObject> objects() {
        return objects;
    }

    /** Rows of all its objects, and one for each object, so that an empty one weighs something. */
    long rows() {
        return objects.stream().mapToLong(CopiedObject::rows).sum() + objects.size();
    }

    synchronized double deadShare() {
        return 1 - (double) liveRows / Math.max(1, rows());
    }

    synchronized void died(CopiedObject object) {
        liveRows -= object.rows() + 1;
    }

    synchronized long lastUsed() {
        return lastUsed;
    }

    /** False where the file is given up already. */
    synchronized boolean hold(long now) {
        if (retired) {
            return false;
        }
        holders++;
        lastUsed = now;
        return true;
    }

    synchronized void release() {
        holders--;
        deleteIfUnused();
    }

    synchronized boolean isHeld() {
        return holders > 0;
    }

    synchronized void retire() {
        retired = true;
        deleteIfUnused();
    }

    /** Whether the file looks as it did when it was whole; reads it only where it does not. */
    synchronized boolean looksIntact() {
        try {
            Stamp now = stamp();
            if (!now.equals(seenWhole)) {
                return isIntact();
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** The engine could not read it, whatever its bytes say. */
    synchronized void condemn() {
        condemned = true;
    }

    /** Whether every byte is what was written. */
    synchronized boolean isIntact() {
        seenWhole = null;
        if (condemned) {
            return false;
        }
        try {
            Stamp before = stamp();
            if (before.size() != bytes || checksum(path) != checksum) {
                return false;
            }
            seenWhole = before;
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** CRC32C of a file. */
    static long checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return crc.getValue();
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(now.size(), now.lastModifiedTime().toInstant());
    }

    private void deleteIfUnused() {
        if (!retired || holders > 0) {
            return;
        }
        try {
            Files.deleteIfExists(CopyList.beside(path));
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("A columnar copy cannot be deleted.", failure);
        }
    }
}
