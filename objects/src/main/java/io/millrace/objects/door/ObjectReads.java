package io.millrace.objects.door;

import io.millrace.objects.store.ByteRange;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.StoredObject;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Objects read: get, head, tags. Shared between threads. */
final class ObjectReads {

    private final ObjectsDoor door;
    private final ObjectStore store;

    ObjectReads(ObjectsDoor door) {
        this.door = door;
        this.store = door.store();
    }

    /** What a get or a head asks for. */
    private record Wanted(
            Preconditions conditions,
            Optional<String> range,
            Optional<String> part,
            Map<String, String> overrides,
            boolean checksums) {

        static Wanted of(S3Call call) {
            checkVersion(call);
            Wanted wanted = new Wanted(
                    Preconditions.of(call, ""),
                    call.header("range"),
                    call.query("partNumber"),
                    MetadataHeaders.overrides(call),
                    call.header("x-amz-checksum-mode")
                            .filter("ENABLED"::equalsIgnoreCase)
                            .isPresent());
            call.refuseUnread();
            return wanted;
        }
    }

    WireResponse get(S3Call call) throws IOException {
        Wanted wanted = Wanted.of(call);
        door.authorize(call.caller(), "s3:GetObject", call.bucket(), call.key());
        StoredObject object = found(call, store.get(call.bucket(), call.key()));
        try {
            Answer answer = answer(wanted, object.info());
            if (answer.bytes().isEmpty()) {
                object.close();
                return answer.response();
            }
            ByteRange bytes = answer.bytes().get();
            return body(answer.response(), object, bytes);
        } catch (IOException | RuntimeException failed) {
            object.close();
            throw failed;
        }
    }

    WireResponse head(S3Call call) throws IOException {
        Wanted wanted = Wanted.of(call);
        door.authorize(call.caller(), "s3:GetObject", call.bucket(), call.key());
        ObjectInfo info = found(call, store.head(call.bucket(), call.key()));
        Answer answer = answer(wanted, info);
        long length = answer.bytes().map(bytes -> bytes.within(info.size())).orElse(0L);
        WireResponse response = answer.response();
        return new WireResponse(response.status(), response.headers(), response.body(), length);
    }

    /** Objects here have no tags, as every object at AWS that was given none. */
    WireResponse tags(S3Call call) throws IOException {
        call.query("tagging");
        checkVersion(call);
        call.refuseUnread();
        door.authorize(call.caller(), "s3:GetObjectTagging", call.bucket(), call.key());
        found(call, store.head(call.bucket(), call.key()));
        return S3Answers.xml(new Xml()
                .open("Tagging", S3Text.NAMESPACE)
                .open("TagSet")
                .close()
                .close());
    }

    /** An answer without its body, and which bytes that holds; none where it has no body. */
    private record Answer(WireResponse response, Optional<ByteRange> bytes) {}

    private static Answer answer(Wanted wanted, ObjectInfo info) {
        WireResponse plain = MetadataHeaders.write(WireResponse.empty(200), info, wanted.overrides());
        switch (wanted.conditions().on(info)) {
            case FAILED ->
                throw S3Error.PRECONDITION_FAILED.with("At least one of the pre-conditions you specified did not hold");
            case NOT_MODIFIED -> {
                return new Answer(status(plain, 304), Optional.empty());
            }
            case GO -> {}
        }
        Optional<RequestedRange> range = RequestedRange.of(range(wanted, info), info.size());
        if (range.isEmpty()) {
            Map<String, String> checksums = wanted.checksums() ? info.metadata().checksums() : Map.of();
            return new Answer(Checksums.with(plain, checksums), Optional.of(ByteRange.ALL));
        }
        return new Answer(
                status(plain, 206).with("Content-Range", range.get().contentRange()),
                Optional.of(range.get().bytes()));
    }

    /** A part by number: an object that was put whole is its own first part. */
    private static Optional<String> range(Wanted wanted, ObjectInfo info) {
        if (wanted.part().isEmpty()) {
            return wanted.range();
        }
        if (!wanted.part().get().equals("1")
                || info.etag().contains("-")
                || wanted.range().isPresent()) {
            throw S3Error.NOT_IMPLEMENTED.with(
                    "Reading an object by part number is supported only for the first part of one that was put whole."
                            + " Use a Range header.");
        }
        return info.size() == 0 ? Optional.empty() : Optional.of("bytes=0-");
    }

    private static WireResponse body(WireResponse answer, StoredObject object, ByteRange bytes) {
        return new WireResponse(
                answer.status(),
                answer.headers(),
                out -> {
                    try (object;
                            InputStream in = object.stream(bytes)) {
                        in.transferTo(out);
                    }
                },
                bytes.within(object.info().size()));
    }

    /** Who may not list the bucket is not told that a key is missing. */
    private <T> T found(S3Call call, Optional<T> found) throws IOException {
        if (found.isPresent()) {
            return found.get();
        }
        if (!door.allows(call.caller(), "s3:ListBucket", call.bucket(), "")) {
            throw new AccessDenied("User: " + call.caller().principal()
                    + " is not authorized to perform: s3:ListBucket on resource: "
                    + ObjectsDoor.arn(call.bucket(), "")
                    + " because no identity-based policy allows the s3:ListBucket action");
        }
        throw new WireException(S3Error.NO_SUCH_KEY, "The specified key does not exist.", Map.of("Key", call.key()));
    }

    /** There are no versions: only the one that AWS names null. */
    static void checkVersion(S3Call call) {
        String version = call.query("versionId").orElse("null");
        if (!version.equals("null")) {
            throw S3Error.NO_SUCH_VERSION.with(
                    "The specified version does not exist: buckets here have no versions. Leave versionId out.");
        }
    }

    private static WireResponse status(WireResponse answer, int status) {
        return new WireResponse(status, answer.headers(), answer.body(), answer.length());
    }
}
