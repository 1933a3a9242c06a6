package io.millrace.base.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One open file. Reads may come from any thread; writes, {@link #force} and {@link #truncate} from one thread at a time.
 */
public interface DiskFile extends AutoCloseable {

    /** Appends all remaining bytes; on failure some of them may stand in the file. */
    void append(ByteBuffer bytes) throws IOException;

    /** Appends the remaining bytes of all buffers, in order, with as few system calls as it can. */
    default void append(ByteBuffer[] buffers) throws IOException {
        for (ByteBuffer buffer : buffers) {
            append(buffer);
        }
    }

    /** Writes all remaining bytes at the offset, over what stands there; on failure some of them may stand. */
    void write(ByteBuffer bytes, long offset) throws IOException;

    /** Reads up to the buffer's remaining bytes from the offset; -1 at the end. */
    int read(ByteBuffer into, long offset) throws IOException;

    long size() throws IOException;

    /** Cuts the file to the size; not durable before {@link #force}. */
    void truncate(long size) throws IOException;

    /** Makes all bytes and attributes durable. After a failure nothing may be assumed of any unforced byte. */
    void force() throws IOException;

    /**
     * Makes all bytes durable, and the size, but not attributes or times: over bytes that were there before it is about
     * twice as fast. After a failure nothing may be assumed, as after {@link #force}.
     */
    void forceBytes() throws IOException;

    /** Sets a named attribute of the file, replacing it; durable with {@link #force}. */
    void setAttribute(String name, byte[] value) throws IOException;

    /** A named attribute of the file. */
    Optional<byte[]> attribute(String name) throws IOException;

    @Override
    void close() throws IOException;
}
