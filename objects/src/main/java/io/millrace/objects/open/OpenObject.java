package io.millrace.objects.open;

import io.millrace.formats.Codec;
import io.millrace.objects.store.ObjectMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.Supplier;

/** An open object as it stood when its snapshot was taken; its bytes are readable until that is closed. Immutable. */
public final class OpenObject {

    private final Birth birth;
    private final long size;
    private final long records;
    private final Supplier<InputStream> bytes;

    OpenObject(Birth birth, long size, long records, Supplier<InputStream> bytes) {
        this.birth = birth;
        this.size = size;
        this.records = records;
        this.bytes = bytes;
    }

    /** The key that it will have when it is sealed. */
    public String key() {
        return birth.key();
    }

    /** Bytes that it holds, before encoding; of rows, not what {@link #stream} gives. */
    public long size() {
        return size;
    }

    /** Log records whose outcomes it holds. */
    public long records() {
        return records;
    }

    /** When its first record arrived. */
    public Instant birth() {
        return birth.arrival();
    }

    /** No other object that ever was or will be open has the same, unless it is this one, grown. */
    public String identity() {
        return birth.incarnation() + "/" + birth.arrival() + "/" + birth.key();
    }

    /** Whether what it holds later begins with the bytes that {@link #stream} gives now. */
    public boolean growsAtItsEnd() {
        return birth.encoding() != Encoding.PARQUET && !packedBefore();
    }

    /** Of the object when sealed, without Content-Encoding: the bytes read here are not encoded. */
    public ObjectMetadata metadata() {
        return birth.metadata();
    }

    /**
     * Its bytes from the start, as who reads the sealed object would have them: decoded, where its key names a codec that
     * its encoding does not add (records that were compressed by their sender, under a matching FileExtension). Of an
     * object that becomes Parquet they are the file, made at the first read. To be closed, and read by one thread.
     */
    public InputStream stream() {
        if (birth.encoding() == Encoding.PARQUET) {
            return new LateStream(this::parquet);
        }
        return packedBefore() ? new LateStream(() -> named().open(bytes.get())) : bytes.get();
    }

    private boolean packedBefore() {
        return birth.encoding() == Encoding.PLAIN && named() != Codec.NONE;
    }

    private Codec named() {
        return Codec.of(key(), birth.metadata().contentEncoding());
    }

    private InputStream parquet() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (InputStream rows = bytes.get();
                OutputStream out = birth.encoding().over(file, "", birth.form())) {
            rows.transferTo(out);
        }
        return new ByteArrayInputStream(file.toByteArray());
    }
}
