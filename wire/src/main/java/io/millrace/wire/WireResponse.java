package io.millrace.wire;

import io.millrace.base.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An answer.
 *
 * @param length the body's length, or -1 where it is not known before it is written
 */
public record WireResponse(int status, Map<String, String> headers, Body body, long length) {

    /** Writes a body; may stream. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public static WireResponse of(int status, String contentType, byte[] body) {
        return new WireResponse(status, Map.of("Content-Type", contentType), out -> out.write(body), body.length);
    }

    public static WireResponse empty(int status) {
        return new WireResponse(status, Map.of(), out -> {}, 0);
    }

    /** A REST-JSON answer. */
    public static WireResponse json(int status, JsonNode body) {
        return of(status, "application/json", Json.MAPPER.writeValueAsBytes(body));
    }

    public static WireResponse xml(int status, String body) {
        return of(status, "text/xml", body.getBytes(StandardCharsets.UTF_8));
    }

    public WireResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new WireResponse(status, Map.copyOf(more), body, length);
    }
}
