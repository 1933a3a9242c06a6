package io.millrace.objects.door;

import io.millrace.base.Caller;
import io.millrace.wire.WireRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request with its bucket and key. Used by one thread. Query parameters and {@code x-amz-} headers that an operation
 * never asks for are refused by name, so that nothing is accepted and ignored.
 */
final class S3Call {

    private static final String META = "x-amz-meta-";

    /** What the wire layer has dealt with, or what changes nothing here. */
    private static final Set<String> SETTLED_HEADERS = Set.of(
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-decoded-content-length",
            "x-amz-request-payer",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-security-token",
            "x-amz-trailer",
            "x-amz-user-agent");

    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");

    private final WireRequest request;
    private final String bucket;
    private final String key;
    private final Set<String> read = new HashSet<>();

    private S3Call(WireRequest request, String bucket, String key) {
        this.request = request;
        this.bucket = bucket;
        this.key = key;
    }

    static S3Call of(WireRequest request) {
        String path = request.path();
        if (path.indexOf('\uFFFD') >= 0
                && !request.rawPath().toUpperCase(Locale.ROOT).contains("%EF%BF%BD")) {
            throw S3Error.INVALID_URI.with("Couldn't parse the specified URI: its escapes are not UTF-8.");
        }
        int slash = path.indexOf('/', 1);
        return slash < 0
                ? new S3Call(request, path.substring(Math.min(1, path.length())), "")
                : new S3Call(request, path.substring(1, slash), path.substring(slash + 1));
    }

    WireRequest request() {
        return request;
    }

    Caller caller() {
        return request.caller();
    }

    /** Empty where the request is about no bucket. */
    String bucket() {
        return bucket;
    }

    /** Empty where the request is about no object. */
    String key() {
        return key;
    }

    boolean has(String queryParameter) {
        return request.query().containsKey(queryParameter);
    }

    Optional<String> query(String name) {
        read.add(name);
        return request.queryParameter(name);
    }

    Optional<String> header(String name) {
        read.add(name);
        return request.header(name);
    }

    /** User metadata by lower-case name without {@code x-amz-meta-}. */
    Map<String, String> userMetadata() {
        Map<String, String> user = new TreeMap<>();
        for (String name : request.headers().keySet()) {
            if (name.startsWith(META)) {
                user.put(
                        name.substring(META.length()),
                        String.join(",", request.headers().get(name)));
                read.add(name);
            }
        }
        return user;
    }

    /** A whole number in a query parameter, from 0 up to the limit and no further. */
    int number(String name, int fallback, int limit) {
        Optional<String> text = query(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return fallback;
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw S3Error.INVALID_ARGUMENT.with("Argument " + name + " must be an integer between 0 and 2147483647");
        }
        return Math.min(Integer.parseInt(text.get()), limit);
    }

    /** The whole body, for documents. */
    byte[] document(int limit) throws IOException {
        return request.bodyBytes(limit);
    }

    /** Fails where the request says something that no one asked for; called before anything is changed. */
    void refuseUnread() {
        for (String name : request.query().keySet()) {
            if (!read.contains(name) && !name.equals("x-id") && !isOfSignature(name)) {
                throw S3Error.NOT_IMPLEMENTED.with("The query parameter " + name
                        + " is not supported here. Leave it out; see docs/compatibility.md.");
            }
        }
        for (String name : request.headers().keySet()) {
            if (isTelling(name) && !read.contains(name) && !SETTLED_HEADERS.contains(name)) {
                throw S3Error.NOT_IMPLEMENTED.with(
                        "A header you provided implies functionality that is not implemented: " + name
                                + ". Leave it out; see docs/compatibility.md.");
            }
        }
    }

    private boolean isTelling(String header) {
        return (header.startsWith("x-amz-") && !header.startsWith("x-amz-checksum-"))
                || (CONDITIONS.contains(header) && !request.method().equals("GET"));
    }

    private static boolean isOfSignature(String name) {
        return name.regionMatches(true, 0, "x-amz-", 0, 6);
    }
}
