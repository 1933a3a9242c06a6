package io.millrace.objects.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The bytes of a put, read once. Any exception while they are read leaves the store as it was. */
@FunctionalInterface
public interface BodySource {

    InputStream open() throws IOException;

    /** What the bytes' checksums turned out to be; asked once they were read to the end. */
    default Map<String, String> checksums() {
        return Map.of();
    }

    static BodySource of(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }
}
