package io.millrace.wire.http;

import io.millrace.wire.FormText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on the hot path: reads the body as it comes, asks, answers; never blocks. Used by one thread at a time: a
 * selector thread, then whichever completes the answer.
 */
final class HotExchange implements HotRequest {

    private static final Logger log = LoggerFactory.getLogger(HotExchange.class);
    private static final byte[] OUR_FAULT = "{\"message\": \"Internal server error\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TOO_LONG = "{\"message\": \"Request Too Long\"}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    /**
     * So many bytes of a body that is too long are read and dropped before the answer: a connection that is closed while
     * its client still sends is reset, and the client does not see why.
     */
    private static final long DRAINED = 16L << 20;

    private final HotPath path;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final String host;
    private byte[] body = {};
    private int length;
    private boolean tooLong;
    private long drained;

    HotExchange(HotPath path, Request request, Response response, Callback callback, String host) {
        this.path = path;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.host = host;
    }

    void start() {
        long declared = request.getLength();
        tooLong = declared > path.bodyLimit();
        if (tooLong && (declared > path.bodyLimit() + DRAINED || expectsContinue())) {
            answer(new HotResponse(413, JSON, TOO_LONG));
            return;
        }
        if (declared > 0 && !tooLong) {
            body = new byte[(int) declared];
        }
        read();
    }

    private void read() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            tooLong = tooLong || !append(chunk.getByteBuffer());
            drained += tooLong ? chunk.remaining() : 0;
            boolean last = chunk.isLast();
            chunk.release();
            if (tooLong && (last || drained > DRAINED)) {
                answer(new HotResponse(413, JSON, TOO_LONG));
                return;
            }
            if (last) {
                ask();
                return;
            }
        }
    }

    /** A client that waits to be asked for its body needs no draining. */
    private boolean expectsContinue() {
        return request.getHeaders().contains(HttpHeader.EXPECT);
    }

    private boolean append(ByteBuffer bytes) {
        int needed = length + bytes.remaining();
        if (needed > path.bodyLimit()) {
            return false;
        }
        if (needed > body.length) {
            body = Arrays.copyOf(body, Math.max(needed, body.length * 2));
        }
        bytes.get(body, length, bytes.remaining());
        length = needed;
        return true;
    }

    private void ask() {
        if (length != body.length) {
            body = Arrays.copyOf(body, length);
        }
        CompletionStage<HotResponse> stage;
        try {
            stage = path.handle(this);
        } catch (RuntimeException | Error fault) {
            answer(null, fault);
            return;
        }
        stage.whenComplete(this::answer);
    }

    private void answer(@Nullable HotResponse answer, @Nullable Throwable fault) {
        if (answer == null || fault != null) {
            log.error("A request on the hot path failed: {} {}", request.getMethod(), rawPath(), fault);
            answer(new HotResponse(500, JSON, OUR_FAULT));
        } else {
            answer(answer);
        }
    }

    private void answer(HotResponse answer) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return JettyExchange.rawPath(request);
    }

    @Override
    public String rawQuery() {
        return JettyExchange.rawQuery(request);
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public Map<String, List<String>> query() {
        return FormText.parse(rawQuery());
    }

    @Override
    public Map<String, List<String>> headers() {
        return JettyExchange.headers(request);
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public String remote() {
        return Request.getRemoteAddr(request);
    }
}
