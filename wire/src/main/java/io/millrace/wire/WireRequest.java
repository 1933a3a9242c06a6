package io.millrace.wire;

import io.millrace.base.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One authenticated request. Used by one thread.
 *
 * @param method upper case
 * @param path decoded, begins with a slash; {@code rawPath} is as it was sent
 * @param query decoded; a parameter without value has the empty string
 * @param headers by lower-case name
 * @param body read once
 * @param region from the credential scope
 */
public record WireRequest(
        String method,
        String path,
        String rawPath,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        InputStream body,
        Caller caller,
        String region,
        String requestId) {

    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public Optional<String> queryParameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The whole body, which must not be longer than the limit. */
    public byte[] bodyBytes(int limit) throws IOException {
        return WholeBody.read(body, header("content-length"), limit);
    }
}
