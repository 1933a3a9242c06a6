package io.millrace.wire.http;

import java.util.Map;

/** An answer on the hot path. Its bytes must not change afterwards. */
public final class HotResponse {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    public HotResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }
}
