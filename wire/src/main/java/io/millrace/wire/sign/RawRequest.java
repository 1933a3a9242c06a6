package io.millrace.wire.sign;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it was sent, before anything is decoded.
 *
 * @param rawQuery without the question mark; may be empty
 * @param headers by lower-case name
 */
public record RawRequest(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
