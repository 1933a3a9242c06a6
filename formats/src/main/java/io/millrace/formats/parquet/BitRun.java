package io.millrace.formats.parquet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bits, packed from the lowest of a byte up, as Parquet packs booleans and levels of one bit. Used by one thread. */
final class BitRun {

    private byte[] bits = new byte[128];
    private int count;
    private int set;

    void add(boolean bit) {
        if (count == bits.length * 8) {
            bits = Arrays.copyOf(bits, bits.length * 2);
        }
        if (bit) {
            bits[count >> 3] |= (byte) (1 << (count & 7));
            set++;
        }
        count++;
    }

    int count() {
        return count;
    }

    int bytes() {
        return (count + 7) / 8;
    }

    byte[] packed() {
        return Arrays.copyOf(bits, bytes());
    }

    /** As levels in Parquet's mix of runs: one run where all are equal, else one packed run. */
    byte[] levels() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes() + 8);
        if (set == 0 || set == count) {
            unsigned(out, count << 1);
            out.write(set == 0 ? 0 : 1);
        } else {
            unsigned(out, (bytes() << 1) | 1);
            out.write(bits, 0, bytes());
        }
        return out.toByteArray();
    }

    void clear() {
        Arrays.fill(bits, 0, bytes(), (byte) 0);
        count = 0;
        set = 0;
    }

    private static void unsigned(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
