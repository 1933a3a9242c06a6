package io.millrace.wire.http;

import io.millrace.wire.CommonError;
import io.millrace.wire.FormText;
import io.millrace.wire.Protocol;
import io.millrace.wire.QueryService;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import io.millrace.wire.sign.RawRequest;
import io.millrace.wire.sign.Signature;
import io.millrace.wire.sign.SignatureVerifier;
import io.millrace.wire.sign.UriText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signed calls to AWS services: verify, find the service, answer or render what went wrong. Shared between threads. */
final class ServiceCalls {

    private final Map<String, WireService> services;
    private final SignatureVerifier verifier;
    private final BucketHost buckets;
    private final CallObserver observer;

    ServiceCalls(
            Map<String, WireService> services, SignatureVerifier verifier, BucketHost buckets, CallObserver observer) {
        this.services = Map.copyOf(services);
        this.verifier = verifier;
        this.buckets = buckets;
        this.observer = observer;
    }

    /** Answers; blocks. What throws here is the connection's fault. */
    void answer(JettyExchange exchange) throws IOException {
        RawRequest raw = exchange.raw();
        ServiceCall call = new ServiceCall(raw, protocolOf(raw));
        WireResponse answer = run(exchange, call);
        try {
            exchange.send(answer.with(RequestId.header(call.protocol()), call.requestId()));
        } finally {
            call.tell(observer, answer);
        }
    }

    private WireResponse run(JettyExchange exchange, ServiceCall call) throws IOException {
        try {
            return call(exchange, call);
        } catch (IOException | Error broken) {
            if (exchange.committed()) {
                throw broken;
            }
            return call.answer(broken);
        } catch (Exception fault) {
            return call.answer(fault);
        }
    }

    private WireResponse call(JettyExchange exchange, ServiceCall call) throws Exception {
        RawRequest raw = call.raw();
        Optional<Signature> signature = Signature.of(raw);
        if (signature.isEmpty()) {
            throw unsigned(raw);
        }
        String name = signature.get().scope().service();
        WireService service = services.get(name);
        if (service == null) {
            throw new WireException(
                    CommonError.UNKNOWN_OPERATION,
                    "There is no service '" + name + "' here. See docs/compatibility.md for those there are.");
        }
        call.service(service);
        SignatureVerifier.Verified verified = verifier.verify(raw, signature.get(), exchange.body());
        call.caller(verified.caller());
        return service.handle(request(exchange, call, signature.get(), verified));
    }

    private WireRequest request(
            JettyExchange exchange, ServiceCall call, Signature signature, SignatureVerifier.Verified verified)
            throws IOException {
        String rawPath = call.raw().rawPath();
        if (call.protocol() == Protocol.REST_XML) {
            rawPath =
                    buckets.bucket(exchange.host()).map(bucket -> "/" + bucket).orElse("") + rawPath;
        }
        return new WireRequest(
                call.raw().method(),
                UriText.decode(rawPath, false),
                rawPath,
                query(call.raw().rawQuery()),
                verified.headers(),
                body(call, verified),
                verified.caller(),
                signature.scope().region(),
                call.requestId());
    }

    /** A form is read here, to learn the action that it names. */
    private static InputStream body(ServiceCall call, SignatureVerifier.Verified verified) throws IOException {
        if (call.raw().method().equals("GET")) {
            return InputStream.nullInputStream();
        }
        if (call.protocol() != Protocol.QUERY) {
            return verified.body();
        }
        byte[] form = verified.body().readNBytes(QueryService.BODY_LIMIT + 1);
        FormText.parse(new String(form, StandardCharsets.UTF_8)).getOrDefault("Action", List.of()).stream()
                .findFirst()
                .ifPresent(call::operation);
        return new ByteArrayInputStream(form);
    }

    /** Without what belongs to a presigned address. */
    private static Map<String, List<String>> query(String rawQuery) {
        Map<String, List<String>> query = new LinkedHashMap<>(FormText.parse(rawQuery));
        List.of(
                        "X-Amz-Algorithm",
                        "X-Amz-Credential",
                        "X-Amz-Date",
                        "X-Amz-Expires",
                        "X-Amz-SignedHeaders",
                        "X-Amz-Signature",
                        "X-Amz-Security-Token")
                .forEach(query::remove);
        return query;
    }

    static WireException unsigned(RawRequest raw) {
        boolean version2 = raw.header("authorization").orElse("").startsWith("AWS ")
                || raw.rawQuery().contains("AWSAccessKeyId=");
        if (version2) {
            return new WireException(
                    CommonError.INVALID_ACTION,
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256"
                            + " (boto3: Config(signature_version='s3v4')).");
        }
        return new WireException(
                CommonError.MISSING_AUTHENTICATION_TOKEN,
                "Request is missing Authentication Token. Sign it with Signature Version 4: `millrace env` prints the"
                        + " settings for an AWS client.");
    }

    /** What a request looks like, before its signature tells its service. */
    private static Protocol protocolOf(RawRequest raw) {
        if (raw.header("x-amz-target").isPresent()) {
            return Protocol.AWS_JSON;
        }
        String type = raw.header("content-type").orElse("");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return Protocol.QUERY;
        }
        return type.startsWith("application/json") ? Protocol.REST_JSON : Protocol.REST_XML;
    }
}
