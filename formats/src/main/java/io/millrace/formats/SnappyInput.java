package io.millrace.formats;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyInputStream;

/**
 * Snappy in its three coats, told apart by their first bytes: snappy-java's stream, the framing format, and Hadoop's
 * blocks (big-endian: length of the block's plain bytes, then chunks, each a length and snappy bytes).
 */
final class SnappyInput {

    private static final int JAVA_STREAM = 0x82;
    private static final int FRAMED = 0xFF;

    private SnappyInput() {}

    static InputStream open(BufferedInputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return switch (first) {
            case JAVA_STREAM -> new SnappyInputStream(in);
            case FRAMED -> new SnappyFramedInputStream(in);
            default -> new HadoopBlocks(in);
        };
    }

    private static final class HadoopBlocks extends InputStream {
        private static final int LARGEST = 256 * 1024 * 1024;

        private final DataInputStream in;
        private byte[] plain = {};
        private int position;
        private int leftInBlock;

        HadoopBlocks(InputStream in) {
            this.in = new DataInputStream(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (position == plain.length) {
                if (!chunk()) {
                    return -1;
                }
            }
            int count = Math.min(length, plain.length - position);
            System.arraycopy(plain, position, target, offset, count);
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private boolean chunk() throws IOException {
            if (leftInBlock == 0) {
                int first = in.read();
                if (first < 0) {
                    return false;
                }
                leftInBlock = checked(first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort());
                plain = new byte[0];
                position = 0;
                return true;
            }
            byte[] packed = in.readNBytes(checked(in.readInt()));
            plain = Snappy.uncompress(packed);
            position = 0;
            if (plain.length > leftInBlock) {
                throw new IOException("A snappy block is longer than it says.");
            }
            leftInBlock -= plain.length;
            return true;
        }

        private static int checked(int length) throws IOException {
            if (length < 0 || length > LARGEST) {
                throw new EOFException("The object is not snappy, or it is damaged.");
            }
            return length;
        }
    }
}
