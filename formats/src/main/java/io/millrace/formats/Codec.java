package io.millrace.formats;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** How an object's bytes are compressed: by the extension of its key, as Hadoop decides, else by Content-Encoding. */
public enum Codec {
    NONE,
    GZIP,
    ZIP,
    SNAPPY,
    ZSTD,
    BZIP2,
    LZ4,
    LZO;

    private static final int BUFFER = 64 * 1024;

    public static Codec of(String key, Optional<String> contentEncoding) {
        int dot = key.lastIndexOf('.');
        Codec byKey = dot < 0 ? NONE : byExtension(key.substring(dot + 1).toLowerCase(Locale.ROOT));
        if (byKey != NONE) {
            return byKey;
        }
        return contentEncoding.map(Codec::byEncoding).orElse(NONE);
    }

    /** The plain bytes; closing the answer closes the stream. */
    public InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(new NeverEmpty(in), BUFFER);
            case ZSTD -> new ZstdInputStream(in).setContinuous(false);
            case SNAPPY -> SnappyInput.open(new BufferedInputStream(in, BUFFER));
            case ZIP -> firstEntry(new ZipInputStream(in));
            case BZIP2, LZ4, LZO ->
                throw new IOException("Objects compressed with " + name().toLowerCase(Locale.ROOT)
                        + " are not supported; gzip, zip, snappy and zstd are.");
        };
    }

    private static Codec byExtension(String extension) {
        return switch (extension) {
            case "gz" -> GZIP;
            case "zip" -> ZIP;
            case "snappy" -> SNAPPY;
            case "zst" -> ZSTD;
            case "bz2" -> BZIP2;
            case "lz4" -> LZ4;
            case "lzo", "lzo_deflate" -> LZO;
            default -> NONE;
        };
    }

    private static Codec byEncoding(String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> GZIP;
            case "zip" -> ZIP;
            case "snappy-java", "hadoop-snappy" -> SNAPPY;
            case "zstd" -> ZSTD;
            default -> NONE;
        };
    }

    private static InputStream firstEntry(ZipInputStream zip) throws IOException {
        if (zip.getNextEntry() == null) {
            zip.close();
            throw new IOException("The zip archive has no entry.");
        }
        return zip;
    }

    /** Gzip objects may have several members; GZIPInputStream looks for the next only where bytes seem available. */
    private static final class NeverEmpty extends FilterInputStream {
        NeverEmpty(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }
}
