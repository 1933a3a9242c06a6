package io.millrace.wire.http;

import io.millrace.wire.sign.RawRequest;
import java.util.Optional;

/** Whether a request that changes something comes from a page of ours; a session's cookie alone proves nothing. */
final class SameOrigin {

    private SameOrigin() {}

    static boolean holds(RawRequest request) {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            return true;
        }
        Optional<String> site = request.header("sec-fetch-site");
        if (site.isPresent() && !site.get().equals("same-origin") && !site.get().equals("none")) {
            return false;
        }
        Optional<String> origin = request.header("origin");
        String host = request.header("host").orElse("");
        // No Origin: not a browser, as they all send it with what is not a GET.
        return origin.isEmpty()
                || origin.get().equals("http://" + host)
                || origin.get().equals("https://" + host);
    }
}
