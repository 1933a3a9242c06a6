package io.millrace.objects.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object held open: its bytes stay what they are although the key is put or deleted meanwhile. The streams may be
 * read by several threads, one thread each, until it is closed.
 */
public interface StoredObject extends AutoCloseable {

    ObjectInfo info();

    InputStream stream(ByteRange range) throws IOException;

    default InputStream stream() throws IOException {
        return stream(ByteRange.ALL);
    }

    @Override
    void close() throws IOException;
}
