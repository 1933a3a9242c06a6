package io.millrace.wire.http;

import io.millrace.base.Caller;
import io.millrace.wire.JsonService;
import io.millrace.wire.Protocol;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import io.millrace.wire.sign.RawRequest;
import io.millrace.wire.sign.Signature;
import io.millrace.wire.sign.SignatureVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Small signed calls of operations that never wait, answered without a thread of their own: verified on the selector
 * thread, and sent by whoever completes the answer. Whatever is unusual about a request goes the other way, which knows
 * everything. Shared between threads.
 */
final class SignedHotPath implements HotPath {

    /** Room for a batch of 500 small records; hashing it takes a selector thread a fraction of a millisecond. */
    private static final int LIMIT = 256 * 1024;

    private record Target(WireService service, String scopeEnd, JsonService.LaterOperation operation) {}

    private final Map<String, Target> targets = new HashMap<>();
    private final SignatureVerifier verifier;
    private final CallObserver observer;

    SignedHotPath(Iterable<WireService> services, SignatureVerifier verifier, CallObserver observer) {
        this.verifier = verifier;
        this.observer = observer;
        for (WireService service : services) {
            if (service instanceof JsonService json) {
                String scopeEnd = "/" + service.signingName() + "/aws4_request";
                json.laterOperations()
                        .forEach((target, operation) -> targets.put(target, new Target(service, scopeEnd, operation)));
            }
        }
    }

    /** Whether the request is one of those; nothing of it has been read but its head. */
    boolean takes(Request request, String rawPath) {
        String name = request.getHeaders().get("X-Amz-Target");
        Target target = name == null ? null : targets.get(name);
        if (target == null || !accepts(request.getMethod(), rawPath, "")) {
            return false;
        }
        long length = request.getLength();
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return length > 0
                && length <= LIMIT
                && authorization != null
                && authorization.contains(target.scopeEnd())
                && JettyExchange.rawQuery(request).isEmpty()
                && !declaresChecksum(request);
    }

    private static boolean declaresChecksum(Request request) {
        for (HttpField field : request.getHeaders()) {
            String name = field.getName();
            if (name.regionMatches(true, 0, "x-amz-checksum-", 0, 15) || name.equalsIgnoreCase("content-md5")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean accepts(String method, String rawPath, String host) {
        return method.equals("POST") && rawPath.equals("/");
    }

    @Override
    public int bodyLimit() {
        return LIMIT;
    }

    @Override
    public CompletionStage<HotResponse> handle(HotRequest request) {
        RawRequest raw = new RawRequest(request.method(), request.rawPath(), "", request.headers());
        ServiceCall call = new ServiceCall(raw, Protocol.AWS_JSON);
        CompletionStage<byte[]> answer;
        try {
            answer = asked(call, request.body());
        } catch (RuntimeException | Error fault) {
            return CompletableFuture.completedStage(finished(call, null, fault));
        }
        return answer.handle((bytes, fault) -> finished(call, bytes, fault));
    }

    private CompletionStage<byte[]> asked(ServiceCall call, byte[] body) {
        RawRequest raw = call.raw();
        Signature signature = Signature.of(raw).orElseThrow(() -> ServiceCalls.unsigned(raw));
        Optional<Target> target = raw.header("x-amz-target").map(targets::get);
        if (target.isEmpty()
                || !target.get()
                        .service()
                        .signingName()
                        .equals(signature.scope().service())) {
            throw ServiceCalls.unsigned(raw);
        }
        call.service(target.get().service());
        Caller caller = verifier.verify(raw, signature, body);
        call.caller(caller);
        return target.get().operation().run(caller, signature.scope().region(), body);
    }

    private HotResponse finished(ServiceCall call, byte @Nullable [] bytes, @Nullable Throwable fault) {
        WireResponse answer = bytes != null ? JsonService.response(bytes) : call.answer(cause(fault));
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put(RequestId.header(call.protocol()), call.requestId());
        HotResponse response = new HotResponse(answer.status(), headers, bytes != null ? bytes : body(answer));
        call.tell(observer, answer);
        return response;
    }

    private static Throwable cause(@Nullable Throwable fault) {
        if (fault instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return wrapped.getCause();
        }
        return fault == null ? new IllegalStateException("The operation has neither an answer nor an error.") : fault;
    }

    private static byte[] body(WireResponse answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
