package io.millrace.objects.open;

import io.millrace.formats.Compression;
import io.millrace.formats.parquet.ParquetForm;
import io.millrace.formats.parquet.ParquetOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an object's bytes are encoded when it is sealed; open bytes are never encoded. Its number is kept on disk. */
public enum Encoding {
    PLAIN(0, null),
    GZIP(1, Compression.GZIP),
    ZIP(2, Compression.ZIP),
    SNAPPY(3, Compression.SNAPPY),
    HADOOP_SNAPPY(4, Compression.HADOOP_SNAPPY),
    /** Open bytes are rows in the form that the birth names; read open, they are a Parquet file too. */
    PARQUET(5, null);

    private final byte code;
    private final @Nullable Compression compression;

    Encoding(int code, @Nullable Compression compression) {
        this.code = (byte) code;
        this.compression = compression;
    }

    /** The sealed object's Content-Encoding. */
    public Optional<String> contentEncoding() {
        return Optional.ofNullable(compression).map(Compression::contentEncoding);
    }

    /** What its keys end with, unless somebody chose another end; may be empty. */
    public String extension() {
        if (this == PARQUET) {
            return ".parquet";
        }
        return compression == null ? "" : compression.extension();
    }

    /**
     * A stream that must be closed for its last bytes to be written.
     *
     * @param name of the object, for archives that name what they hold
     * @param form of the rows, for Parquet
     */
    OutputStream over(OutputStream out, String name, String form) throws IOException {
        if (this == PARQUET) {
            return new ParquetOutput(out, ParquetForm.parse(form));
        }
        return compression == null ? out : compression.over(out, name);
    }

    byte code() {
        return code;
    }

    static Encoding of(byte code) {
        for (Encoding encoding : values()) {
            if (encoding.code == code) {
                return encoding;
            }
        }
        throw new IllegalArgumentException("No encoding has the code " + code);
    }
}
