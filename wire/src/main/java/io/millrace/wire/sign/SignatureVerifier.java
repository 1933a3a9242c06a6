package io.millrace.wire.sign;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.wire.Authenticator;
import io.millrace.wire.CommonError;
import io.millrace.wire.WholeBody;
import io.millrace.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Verifies requests. Shared between threads. */
public final class SignatureVerifier {

    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    /**
     * A request that is what its caller signed.
     *
     * @param headers as sent, but with the length and the encoding of the plain body
     * @param body plain; its end is reached only if every declared hash and checksum is right
     */
    public record Verified(Caller caller, Map<String, List<String>> headers, InputStream body) {}

    private final Authenticator authenticator;
    private final Clock clock;
    private final int bodyLimit;
    private final SigningKeys keys = new SigningKeys();

    /** @param bodyLimit the longest body that is read whole because its hash was not sent */
    public SignatureVerifier(Authenticator authenticator, Clock clock, int bodyLimit) {
        this.authenticator = authenticator;
        this.clock = clock;
        this.bodyLimit = bodyLimit;
    }

    /** Returns the verified request or throws a WireException that says what is wrong with the signature. */
    public Verified verify(RawRequest request, Signature signature, InputStream body) throws IOException {
        Authenticator.Credential credential = credential(signature);
        checkTime(signature);
        checkHeadersAreSigned(request, signature);
        Optional<String> declared = declaredHash(request, signature);
        InputStream readable = body;
        String hash;
        if (declared.isPresent()) {
            hash = declared.get();
        } else {
            byte[] whole = WholeBody.read(body, request.header("content-length"), bodyLimit);
            hash = SigningKeys.hexSha256(whole);
            readable = new ByteArrayInputStream(whole);
        }
        SigningKey key = keys.key(signature.scope(), credential.secretKey());
        check(request, signature, hash, key);
        PayloadKind kind = declared.isPresent() ? PayloadKind.of(declared) : PayloadKind.UNSIGNED;
        return new Verified(
                credential.caller(),
                plainHeaders(request, kind),
                plainBody(request, signature, kind, hash, key, readable));
    }

    /**
     * The caller of a request whose body has been read, and of which nothing else was declared than perhaps its hash.
     * Not for S3. Never waits.
     */
    public Caller verify(RawRequest request, Signature signature, byte[] body) {
        Authenticator.Credential credential = credential(signature);
        checkTime(signature);
        checkHeadersAreSigned(request, signature);
        Optional<String> declared = declaredHash(request, signature);
        String hash = SigningKeys.hexSha256(body);
        check(request, signature, declared.orElse(hash), keys.key(signature.scope(), credential.secretKey()));
        if (declared.isPresent() && !SigningKeys.same(declared.get().toLowerCase(Locale.ROOT), hash)) {
            throw new WireException(
                    CommonError.CONTENT_HASH_MISMATCH,
                    "The " + CONTENT_HASH + " you specified did not match what we received. Send the request again.");
        }
        return credential.caller();
    }

    private Authenticator.Credential credential(Signature signature) {
        Authenticator.Credential credential = authenticator
                .credential(signature.scope().accessKeyId())
                .orElseThrow(() -> new WireException(
                        CommonError.UNRECOGNIZED_CLIENT,
                        signature.scope().service().equals("s3")
                                ? "The AWS Access Key Id you provided does not exist in our records."
                                : "The security token included in the request is invalid."));
        boolean sameToken = SigningKeys.same(
                credential.sessionToken().orElse(""), signature.sessionToken().orElse(""));
        if (!sameToken) {
            throw new WireException(
                    CommonError.UNRECOGNIZED_CLIENT,
                    "The security token included in the request is invalid: send the session token that came with the"
                            + " access key, and none with a permanent one.");
        }
        return credential;
    }

    private void checkTime(Signature signature) {
        Instant signed = signature.time();
        Instant now = clock.instant();
        if (!signature.stamp().startsWith(signature.scope().date())) {
            throw new WireException(
                    CommonError.INVALID_SIGNATURE,
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                            + signature.scope().date() + "' != '" + signature.stamp() + "'.");
        }
        if (signature.expires().isPresent()
                && now.isAfter(signed.plus(signature.expires().get()))) {
            throw new WireException(CommonError.ACCESS_DENIED, "Request has expired");
        }
        Instant earliest = signature.presigned() ? Instant.MIN : now.minus(SKEW);
        if (signed.isBefore(earliest) || signed.isAfter(now.plus(SKEW))) {
            throw new WireException(
                    CommonError.SIGNATURE_EXPIRED,
                    signature.scope().service().equals("s3")
                            ? "The difference between the request time and the current time is too large."
                            : "Signature expired: " + signature.stamp() + " is not within 15 minutes of " + now
                                    + ". Set this machine's clock.");
        }
    }

    /** An x-amz header that is not signed could be anybody's; S3 refuses it, and X-Amz-Target names the operation. */
    private static void checkHeadersAreSigned(RawRequest request, Signature signature) {
        List<String> signed = signature.signedHeaders();
        if (!signed.contains("host")) {
            throw new WireException(CommonError.INVALID_SIGNATURE, "The host header must be among the signed headers.");
        }
        boolean s3 = signature.scope().service().equals("s3");
        for (String name : request.headers().keySet()) {
            boolean mustBeSigned = s3 ? name.startsWith("x-amz-") : name.equals("x-amz-target");
            // A presigned address is opened by browsers and proxies, which sign nothing.
            if (mustBeSigned && !signed.contains(name) && !name.equals(CONTENT_HASH)) {
                throw new WireException(
                        CommonError.ACCESS_DENIED,
                        "There were headers present in the request which were not signed: " + name);
            }
        }
    }

    /** What stands in the canonical request for the body; empty where the body must be hashed for it. */
    private static Optional<String> declaredHash(RawRequest request, Signature signature) {
        Optional<String> header = request.header(CONTENT_HASH);
        boolean s3 = signature.scope().service().equals("s3");
        if (header.isEmpty() && s3) {
            if (!signature.presigned()) {
                throw new WireException(
                        CommonError.VALIDATION, "Missing required header for this request: " + CONTENT_HASH);
            }
            return Optional.of("UNSIGNED-PAYLOAD");
        }
        if (!s3 && header.isPresent() && PayloadKind.of(header) != PayloadKind.HASHED) {
            throw new WireException(
                    CommonError.INVALID_SIGNATURE, "Only S3 takes a body that is not signed as a whole.");
        }
        return header;
    }

    private static void check(RawRequest request, Signature signature, String hash, SigningKey key) {
        String canonical =
                CanonicalRequest.text(request, signature, signature.scope().service(), hash);
        String toSign = Signature.ALGORITHM + "\n" + signature.stamp() + "\n"
                + signature.scope().text() + "\n"
                + SigningKeys.hexSha256(canonical.getBytes(StandardCharsets.UTF_8));
        if (!SigningKeys.same(key.hexHmac(toSign), signature.value())) {
            throw new WireException(
                    CommonError.INVALID_SIGNATURE,
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method.");
        }
    }

    private static Map<String, List<String>> plainHeaders(RawRequest request, PayloadKind kind) {
        if (!kind.chunked()) {
            return request.headers();
        }
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        List<String> length = headers.remove("x-amz-decoded-content-length");
        headers.remove("transfer-encoding");
        headers.remove("content-length");
        if (length != null) {
            headers.put("content-length", length);
        }
        List<String> encoding = headers.remove("content-encoding");
        if (encoding != null) {
            String rest = String.join(
                    ",",
                    List.of(String.join(",", encoding).split(",", -1)).stream()
                            .map(String::strip)
                            .filter(name -> !name.equalsIgnoreCase("aws-chunked") && !name.isEmpty())
                            .toList());
            if (!rest.isEmpty()) {
                headers.put("content-encoding", List.of(rest));
            }
        }
        return headers;
    }

    private static InputStream plainBody(
            RawRequest request, Signature signature, PayloadKind kind, String hash, SigningKey key, InputStream body) {
        CheckedBody checked;
        if (kind.chunked()) {
            ChunkDecoder decoder = new ChunkDecoder(
                    body, kind.signedChunks() ? Optional.of(new ChunkSignatures(key, signature)) : Optional.empty());
            checked = new CheckedBody(decoder);
            checked.trailersFrom(decoder::trailers);
            checked.expectLength(decodedLength(request));
            request.header("x-amz-trailer").stream()
                    .flatMap(names -> List.of(names.split(",", -1)).stream())
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .filter(name -> name.startsWith("x-amz-checksum-"))
                    .forEach(name -> checked.expectChecksum(
                            name,
                            // A promised trailer that does not come is a wrong one.
                            () -> Optional.of(decoder.trailers().getOrDefault(name, ""))));
        } else {
            checked = new CheckedBody(body);
            if (kind == PayloadKind.HASHED) {
                checked.expectSha256(hash);
            }
        }
        expectDeclaredChecksums(request, checked);
        return checked;
    }

    private static long decodedLength(RawRequest request) {
        String text = request.header("x-amz-decoded-content-length").orElse("");
        if (!text.matches("\\d{1,18}")) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "A body in aws-chunked encoding needs its plain length in x-amz-decoded-content-length.");
        }
        return Long.parseLong(text);
    }

    /** Checksums in headers are the body's, but for CompleteMultipartUpload, where they are the object's. */
    private static void expectDeclaredChecksums(RawRequest request, CheckedBody body) {
        if (request.method().equals("POST") && request.rawQuery().contains("uploadId=")) {
            return;
        }
        for (String name : request.headers().keySet()) {
            boolean checksum = name.startsWith("x-amz-checksum-")
                    && !name.endsWith("-mode")
                    && !name.endsWith("-type")
                    && !name.endsWith("-algorithm");
            if (checksum || name.equals("content-md5")) {
                body.expectChecksum(name, () -> request.header(name));
            }
        }
    }
}
