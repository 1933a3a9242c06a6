package io.millrace.wire.http;

import io.millrace.wire.WireResponse;
import io.millrace.wire.sign.RawRequest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request and its answer on Jetty. Used by one thread at a time. */
final class JettyExchange {

    private static final int SMALL = 256 * 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;

    JettyExchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    String host() {
        return hostOf(request);
    }

    RawRequest raw() {
        return new RawRequest(request.getMethod(), rawPath(request), rawQuery(request), headers(request));
    }

    /** Blocks while it waits for bytes. */
    InputStream body() {
        return Content.Source.asInputStream(request);
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    Callback callback() {
        return callback;
    }

    /** Sends the answer; one that streams blocks this thread. */
    void send(WireResponse answer) throws IOException {
        boolean head = request.getMethod().equals("HEAD");
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        if (answer.length() >= 0 && answer.status() != 204 && answer.status() != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length());
        }
        if (head || answer.length() == 0) {
            callback.succeeded();
        } else if (answer.length() > 0 && answer.length() <= SMALL) {
            ByteArrayOutputStream small = new ByteArrayOutputStream((int) answer.length());
            answer.body().writeTo(small);
            response.write(true, ByteBuffer.wrap(small.toByteArray()), callback);
        } else {
            try (OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), 64 * 1024)) {
                answer.body().writeTo(out);
            }
            callback.succeeded();
        }
    }

    /** Cuts the connection where an answer has begun. */
    void fail(Throwable cause) {
        callback.failed(cause);
    }

    boolean committed() {
        return response.isCommitted();
    }

    static String hostOf(Request request) {
        String header = request.getHeaders().get(HttpHeader.HOST);
        if (header == null) {
            // HTTP/2 and absolute request lines carry it here.
            header = request.getHttpURI().getAuthority();
        }
        return header == null ? "" : HostCheck.name(header);
    }

    static String rawPath(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    static String rawQuery(Request request) {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    static Map<String, List<String>> headers(Request request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(value == null ? "" : value);
        }
        return headers;
    }
}
