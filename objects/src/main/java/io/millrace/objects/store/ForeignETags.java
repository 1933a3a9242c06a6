package io.millrace.objects.store;

import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The MD5 of files that were dropped in by hand, computed once for each state of a file. Shared between threads. */
final class ForeignETags {

    private static final int LIMIT = 100_000;

    private record State(Path file, long size, Instant modified) {}

    private final Map<State, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<State, String> eldest) {
            return size() > LIMIT;
        }
    };

    /** Empty where nobody has computed it. */
    synchronized String known(Path file, FileStatus status) {
        return known.getOrDefault(new State(file, status.size(), status.modified()), "");
    }

    String compute(Path file, ObjectInfo info, InputStream in) throws IOException {
        MessageDigest md5 = ETags.md5();
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            md5.update(buffer, 0, read);
        }
        String etag = ETags.of(md5);
        synchronized (this) {
            known.put(new State(file, info.size(), info.lastModified()), etag);
        }
        return etag;
    }
}
