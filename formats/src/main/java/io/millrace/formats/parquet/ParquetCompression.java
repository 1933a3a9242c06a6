package io.millrace.formats.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.xerial.snappy.Snappy;

/** How pages are compressed, by Firehose's words; each knows its number in the file. */
public enum ParquetCompression {
    UNCOMPRESSED(0),
    SNAPPY(1),
    GZIP(2);

    final int code;

    ParquetCompression(int code) {
        this.code = code;
    }

    byte[] pack(byte[] plain) throws IOException {
        return switch (this) {
            case UNCOMPRESSED -> plain;
            case SNAPPY -> Snappy.compress(plain);
            case GZIP -> gzip(plain);
        };
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
