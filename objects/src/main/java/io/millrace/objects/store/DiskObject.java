package io.millrace.objects.store;

import io.millrace.base.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** An object's open file. Its streams may be read by several threads, one each. */
record DiskObject(Path path, DiskFile file, ObjectInfo info) implements StoredObject {

    DiskObject withETag(String etag) {
        return new DiskObject(
                path,
                file,
                new ObjectInfo(info.key(), info.size(), etag, info.lastModified(), info.metadata(), info.generation()));
    }

    @Override
    public InputStream stream(ByteRange range) {
        return new FileStream(file, range.offset(), range.within(info.size()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Reads a part of a file by position. Used by one thread. */
    private static final class FileStream extends InputStream {

        private final DiskFile file;
        private long at;
        private long left;

        FileStream(DiskFile file, long at, long left) {
            this.file = file;
            this.at = at;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(length, left);
            int read = file.read(ByteBuffer.wrap(into, offset, wanted), at);
            if (read < 0) {
                left = 0; // Somebody cut the file by hand.
                return -1;
            }
            at += read;
            left -= read;
            return read;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, left));
            at += skipped;
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, left);
        }
    }
}
