package io.millrace.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** How Firehose compresses an object; {@link Codec} reads each of them back. */
public enum Compression {
    GZIP("gzip", ".gz", Codec.GZIP),
    ZIP("zip", ".zip", Codec.ZIP),
    SNAPPY("snappy-java", ".snappy", Codec.SNAPPY),
    HADOOP_SNAPPY("hadoop-snappy", ".snappy", Codec.SNAPPY);

    private static final int BUFFER = 64 << 10;

    private final String contentEncoding;
    private final String extension;
    private final Codec codec;

    Compression(String contentEncoding, String extension, Codec codec) {
        this.contentEncoding = contentEncoding;
        this.extension = extension;
        this.codec = codec;
    }

    /** The object's Content-Encoding. */
    public String contentEncoding() {
        return contentEncoding;
    }

    /** How keys of such objects end, unless somebody chose another end. */
    public String extension() {
        return extension;
    }

    /** What reads it. */
    public Codec codec() {
        return codec;
    }

    /**
     * A stream that must be closed for its last bytes to be written; closing it closes the one below.
     *
     * @param name what a zip archive's one entry is called
     */
    public OutputStream over(OutputStream out, String name) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPOutputStream(out, BUFFER);
            case ZIP -> zip(out, name);
            case SNAPPY -> new SnappyOutputStream(out);
            case HADOOP_SNAPPY -> new HadoopSnappyOutput(out);
        };
    }

    private static OutputStream zip(OutputStream out, String name) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // The same bytes make the same archive.
        zip.putNextEntry(entry);
        return zip;
    }
}
