package io.millrace.testing;

import io.millrace.base.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.Optional;

/** One open handle of a {@link CrashableDisk}. Shared between threads, as the disk is. */
final class CrashableFile implements DiskFile {

    private final CrashableDisk disk;
    private final CrashableBytes bytes;
    private final boolean writable;
    private volatile boolean closed;

    CrashableFile(CrashableDisk disk, CrashableBytes bytes, boolean writable) {
        this.disk = disk;
        this.bytes = bytes;
        this.writable = writable;
    }

    @Override
    public void append(ByteBuffer buffer) throws IOException {
        requireWritable();
        disk.append(bytes, copy(buffer));
    }

    @Override
    public void write(ByteBuffer buffer, long offset) throws IOException {
        requireWritable();
        disk.write(bytes, Math.toIntExact(offset), copy(buffer));
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
        requireOpen();
        return disk.read(bytes, into, offset);
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        synchronized (disk) {
            disk.operate(DiskOperation.LIST, () -> {});
            return bytes.size();
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        requireWritable();
        disk.operate(DiskOperation.TRUNCATE, () -> bytes.truncate(size, disk.now()));
    }

    @Override
    public void force() throws IOException {
        requireOpen();
        disk.force(bytes);
    }

    @Override
    public void forceBytes() throws IOException {
        force();
    }

    @Override
    public void setAttribute(String name, byte[] value) throws IOException {
        requireOpen();
        disk.operate(DiskOperation.SET_ATTRIBUTE, () -> bytes.setAttribute(name, value, disk.now()));
    }

    @Override
    public Optional<byte[]> attribute(String name) throws IOException {
        requireOpen();
        synchronized (disk) {
            disk.operate(DiskOperation.READ, () -> {});
            return bytes.attribute(name);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (!writable) {
            throw new NonWritableChannelException();
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
