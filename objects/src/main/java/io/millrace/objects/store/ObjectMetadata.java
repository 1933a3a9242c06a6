package io.millrace.objects.store;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an object carries beside its bytes. Immutable.
 *
 * @param headers by lower-case name: content-type, content-encoding, content-disposition, content-language,
 *     cache-control, expires
 * @param user {@code x-amz-meta-*} by lower-case name without that prefix
 * @param checksums by lower-case algorithm ({@code crc32}), in base64 as on the wire; verified before it was kept
 */
public record ObjectMetadata(Map<String, String> headers, Map<String, String> user, Map<String, String> checksums) {

    public static final ObjectMetadata NONE = new ObjectMetadata(Map.of(), Map.of(), Map.of());

    public ObjectMetadata {
        headers = Map.copyOf(headers);
        user = Map.copyOf(user);
        checksums = Map.copyOf(checksums);
    }

    public static ObjectMetadata ofType(String contentType) {
        return NONE.withHeader("content-type", contentType);
    }

    public Optional<String> contentType() {
        return Optional.ofNullable(headers.get("content-type"));
    }

    public Optional<String> contentEncoding() {
        return Optional.ofNullable(headers.get("content-encoding"));
    }

    public ObjectMetadata withContentEncoding(String encoding) {
        return withHeader("content-encoding", encoding);
    }

    public ObjectMetadata withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new ObjectMetadata(more, user, checksums);
    }

    public ObjectMetadata withChecksums(Map<String, String> verified) {
        return new ObjectMetadata(headers, user, verified);
    }
}
