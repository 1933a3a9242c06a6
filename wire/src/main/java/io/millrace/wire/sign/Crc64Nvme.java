package io.millrace.wire.sign;

import java.util.zip.Checksum;

/** CRC-64/NVME, the checksum that newer AWS clients send: reflected polynomial 0x9A6C9329AC4BC9B5, all ones in and out. */
final class Crc64Nvme implements Checksum {

    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    /** Eight tables, so that eight bytes are taken at a time. */
    private static final long[][] TABLES = tables();

    private long crc = -1;

    @Override
    public void update(int b) {
        crc = TABLES[0][(int) (crc ^ b) & 0xFF] ^ (crc >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            long word = crc;
            for (int i = 0; i < 8; i++) {
                word ^= (bytes[at + i] & 0xFFL) << (8 * i);
            }
            long next = 0;
            for (int i = 0; i < 8; i++) {
                next ^= TABLES[7 - i][(int) (word >>> (8 * i)) & 0xFF];
            }
            crc = next;
        }
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            tables[0][i] = value;
        }
        for (int table = 1; table < 8; table++) {
            for (int i = 0; i < 256; i++) {
                long value = tables[table - 1][i];
                tables[table][i] = tables[0][(int) value & 0xFF] ^ (value >>> 8);
            }
        }
        return tables;
    }
}
