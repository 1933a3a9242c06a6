package io.millrace.objects.door;

import io.millrace.objects.store.BodySource;
import io.millrace.wire.Trailers;
import io.millrace.wire.WireRequest;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A request's body: the wire layer checks its hash, its chunks' signatures and its checksums before it ends. */
record RequestBody(WireRequest request) implements BodySource {

    static final String PREFIX = "x-amz-checksum-";
    private static final Set<String> ALGORITHMS = Set.of("crc32", "crc32c", "crc64nvme", "sha1", "sha256");

    @Override
    public InputStream open() {
        return request.body();
    }

    @Override
    public Map<String, String> checksums() {
        Map<String, String> checksums = new TreeMap<>();
        request.headers().forEach((name, values) -> add(checksums, name, values));
        if (request.body() instanceof Trailers trailers) {
            trailers.trailers().forEach((name, value) -> add(checksums, name, List.of(value)));
        }
        return checksums;
    }

    private static void add(Map<String, String> checksums, String name, List<String> values) {
        if (name.startsWith(PREFIX) && ALGORITHMS.contains(name.substring(PREFIX.length()))) {
            checksums.put(name.substring(PREFIX.length()), values.getFirst());
        }
    }
}
