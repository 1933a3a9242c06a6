package io.millrace.objects.store;

import io.millrace.base.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a small file whole. */
final class WholeFile {

    private WholeFile() {}

    static byte[] bytes(DiskFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
            // Until the end.
        }
        return bytes.array();
    }
}
