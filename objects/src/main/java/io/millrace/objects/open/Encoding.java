package io.millrace.objects.open;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** How an object's bytes are encoded when it is sealed; open bytes are never encoded. Its byte is kept on disk. */
public enum Encoding {
    PLAIN(0, "") {
        @Override
        OutputStream over(OutputStream out) {
            return out;
        }
    },
    GZIP(1, "gzip") {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new GZIPOutputStream(out, 64 << 10);
        }
    };

    private final byte code;
    private final String contentEncoding;

    Encoding(int code, String contentEncoding) {
        this.code = (byte) code;
        this.contentEncoding = contentEncoding;
    }

    /** The sealed object's Content-Encoding. */
    public Optional<String> contentEncoding() {
        return contentEncoding.isEmpty() ? Optional.empty() : Optional.of(contentEncoding);
    }

    /** A stream that must be closed for its last bytes to be written. */
    abstract OutputStream over(OutputStream out) throws IOException;

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
