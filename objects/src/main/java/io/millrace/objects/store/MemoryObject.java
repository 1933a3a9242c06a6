package io.millrace.objects.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;

/** An object in memory. Immutable. */
final class MemoryObject implements StoredObject {

    private final byte[] bytes;
    private final ObjectInfo info;

    private MemoryObject(byte[] bytes, ObjectInfo info) {
        this.bytes = bytes;
        this.info = info;
    }

    /** Bytes without a place yet. */
    MemoryObject(byte[] bytes, String etag, ObjectMetadata metadata) {
        this(bytes, new ObjectInfo("", bytes.length, etag, Instant.EPOCH, metadata, ""));
    }

    MemoryObject at(String key, Instant now, String generation) {
        return new MemoryObject(
                bytes, new ObjectInfo(key, bytes.length, info.etag(), now, info.metadata(), generation));
    }

    @Override
    public ObjectInfo info() {
        return info;
    }

    @Override
    public InputStream stream(ByteRange range) {
        int offset = (int) Math.min(range.offset(), bytes.length);
        return new ByteArrayInputStream(bytes, offset, (int) range.within(bytes.length));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
