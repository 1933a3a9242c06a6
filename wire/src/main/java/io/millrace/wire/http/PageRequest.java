package io.millrace.wire.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for one of our own pages. Used by one thread.
 *
 * @param path decoded
 * @param query decoded
 * @param headers by lower-case name
 * @param session always present where the page was registered as needing one
 */
public record PageRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        InputStream body,
        Optional<Session> session) {

    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    public Optional<String> queryParameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
