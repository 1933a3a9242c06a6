package io.millrace.objects.door;

import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectRef;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.StoreFault;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The object that a copy takes, and under which conditions. Immutable. */
record CopySource(ObjectRef object, Preconditions conditions) {

    private static final String HEADER = "x-amz-copy-source";

    static CopySource of(S3Call call) {
        String text = call.header(HEADER).orElse("");
        int query = text.indexOf("?versionId=");
        if (query >= 0 && !text.substring(query).equals("?versionId=null")) {
            throw S3Error.NO_SUCH_VERSION.with("The specified version does not exist: buckets here have no versions.");
        }
        String path = decoded(query < 0 ? text : text.substring(0, query));
        String name = path.startsWith("/") ? path.substring(1) : path;
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1) {
            throw S3Error.INVALID_ARGUMENT.with(
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        return new CopySource(
                new ObjectRef(name.substring(0, slash), name.substring(slash + 1)),
                Preconditions.of(call, HEADER + "-"));
    }

    void authorize(ObjectsDoor door, S3Call call) throws IOException {
        door.authorize(call.caller(), "s3:GetObject", object.bucket(), object.key());
    }

    void check(ObjectStore store) throws IOException {
        ObjectInfo info =
                store.head(object.bucket(), object.key()).orElseThrow(() -> new StoreFault.NoSuchKey(object.key()));
        if (conditions.on(info) != Preconditions.Verdict.GO) {
            throw S3Error.PRECONDITION_FAILED.with("At least one of the pre-conditions you specified did not hold");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw S3Error.INVALID_ARGUMENT.with("The copy source has a broken escape: " + text);
        }
    }
}
