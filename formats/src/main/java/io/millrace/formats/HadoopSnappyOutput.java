package io.millrace.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Snappy as Hadoop's codec writes it: blocks of at most 256 KB of plain bytes. Used by one thread.
 *
 * <pre>
 * 0  4  length of the block's plain bytes, big-endian
 * 4  4  length of its snappy bytes, big-endian
 * 8     the snappy bytes
 * </pre>
 */
final class HadoopSnappyOutput extends OutputStream {

    private static final int BLOCK = 256 << 10;

    private final OutputStream out;
    private final byte[] plain = new byte[BLOCK];
    private int size;

    HadoopSnappyOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        if (size == BLOCK) {
            writeBlock();
        }
        plain[size++] = (byte) one;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int next = offset;
        int left = length;
        while (left > 0) {
            if (size == BLOCK) {
                writeBlock();
            }
            int count = Math.min(left, BLOCK - size);
            System.arraycopy(from, next, plain, size, count);
            size += count;
            next += count;
            left -= count;
        }
    }

    private void writeBlock() throws IOException {
        byte[] packed = new byte[Snappy.maxCompressedLength(size)];
        int length = Snappy.compress(plain, 0, size, packed, 0);
        out.write(ByteBuffer.allocate(8).putInt(size).putInt(length).array());
        out.write(packed, 0, length);
        size = 0;
    }

    @Override
    public void close() throws IOException {
        if (size > 0) {
            writeBlock();
        }
        out.close();
    }
}
