package io.millrace.objects.store;

import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that gets its bytes, its stamp and its force before it gets its name. Used by one thread. */
final class StagingFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StagingFile.class);
    private static final int BUFFER = 64 * 1024;

    private final Disk disk;
    private final Path path;
    private final DiskFile file;
    private final MessageDigest md5 = ETags.md5();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long size;
    private boolean moved;

    StagingFile(Disk disk, Path path) throws IOException {
        this.disk = disk;
        this.path = path;
        this.file = disk.create(path);
    }

    Path path() {
        return path;
    }

    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                append(bytes, offset, length);
            }
        };
    }

    void copy(InputStream in) throws IOException {
        byte[] chunk = new byte[BUFFER];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            append(chunk, 0, read);
        }
    }

    /** The MD5 of what was written; ends the writing. */
    String md5() {
        return ETags.of(md5);
    }

    /** Stamps the file and makes it durable under its staging name. */
    ObjectStamp force(String etag, String generation, ObjectMetadata metadata) throws IOException {
        flush();
        Instant modified = disk.status(path)
                .orElseThrow(() -> new NoSuchFileException(path.toString()))
                .modified();
        ObjectStamp stamp = new ObjectStamp(size, modified, etag, generation, metadata);
        file.setAttribute(ObjectStamp.ATTRIBUTE, stamp.toBytes());
        file.force();
        return stamp;
    }

    /** Makes the file durable under its staging name, without a stamp. */
    void force() throws IOException {
        flush();
        file.force();
    }

    /** Gives the file its name; from then on {@link #close} leaves it alone. */
    void moveTo(Path target) throws IOException {
        disk.rename(path, target);
        moved = true;
    }

    /** Forgets the file, unless it got its name. */
    @Override
    public void close() {
        try {
            file.close();
            if (!moved) {
                disk.delete(path);
            }
        } catch (IOException left) {
            // The next start empties the staging directory.
            log.debug("The staging file {} stays until the next start", path, left);
        }
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
        md5.update(bytes, offset, length);
        size += length;
        if (length > buffer.remaining()) {
            flush();
        }
        if (length > buffer.remaining()) {
            file.append(ByteBuffer.wrap(bytes, offset, length));
        } else {
            buffer.put(bytes, offset, length);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        if (buffer.hasRemaining()) {
            file.append(buffer);
        }
        buffer.clear();
    }
}
