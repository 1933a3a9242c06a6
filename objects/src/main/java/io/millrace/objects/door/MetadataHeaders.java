package io.millrace.objects.door;

import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An object's metadata as headers of a request and of an answer. */
final class MetadataHeaders {

    private static final List<String> NAMES = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final int USER_LIMIT = 2048;

    private MetadataHeaders() {}

    /** What a put, a copy or an upload says of its object; fails where it asks for more than a store here has. */
    static ObjectMetadata read(S3Call call) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : NAMES) {
            call.header(name).filter(value -> !value.isEmpty()).ifPresent(value -> headers.put(name, value));
        }
        Map<String, String> user = call.userMetadata();
        int length = user.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (length > USER_LIMIT) {
            throw S3Error.METADATA_TOO_LARGE.with(
                    "Your metadata headers exceed the maximum allowed metadata size of " + USER_LIMIT + " bytes.");
        }
        checkOthers(call);
        return new ObjectMetadata(headers, user, Map.of());
    }

    private static void checkOthers(S3Call call) {
        String storage = call.header("x-amz-storage-class").orElse("STANDARD");
        if (!storage.equals("STANDARD")) {
            throw S3Error.NOT_IMPLEMENTED.with(
                    "The storage class " + storage + " is not supported here. Leave it out, or write STANDARD.");
        }
        String acl = call.header("x-amz-acl").orElse("bucket-owner-full-control");
        if (!acl.equals("bucket-owner-full-control") && !acl.equals("private")) {
            throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.with("The bucket does not allow ACLs");
        }
    }

    /** @param overrides {@code response-content-type} and its like, by header name */
    static WireResponse write(WireResponse answer, ObjectInfo info, Map<String, String> overrides) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("content-type", DEFAULT_TYPE);
        headers.putAll(info.metadata().headers());
        headers.putAll(overrides);
        WireResponse with = answer.with("ETag", S3Text.quoted(info.etag()))
                .with("Last-Modified", S3Text.headerDate(info.lastModified()))
                .with("Accept-Ranges", "bytes");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            with = with.with(header.getKey(), header.getValue());
        }
        for (Map.Entry<String, String> user : info.metadata().user().entrySet()) {
            with = with.with("x-amz-meta-" + user.getKey(), user.getValue());
        }
        return with;
    }

    /** The overrides that a request for an object asks for. */
    static Map<String, String> overrides(S3Call call) {
        Map<String, String> overrides = new TreeMap<>();
        for (String name : NAMES) {
            call.query("response-" + name).ifPresent(value -> overrides.put(name, value));
        }
        return overrides;
    }
}
