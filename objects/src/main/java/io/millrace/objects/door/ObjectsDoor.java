package io.millrace.objects.door;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.Listing;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.PutCondition;
import io.millrace.objects.store.StoredObject;
import io.millrace.wire.AccessDenied;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The front door for other stations: the store, where the caller may. Shared between threads. Each method decides first,
 * by the caller's policies and the bucket's, and throws {@link AccessDenied}; a caller's other faults are a {@link
 * io.millrace.objects.store.StoreFault}.
 */
public final class ObjectsDoor {

    private final ObjectStore store;
    private final Access access;
    private final BucketPolicies policies;

    public ObjectsDoor(ObjectStore store, Access access) {
        this.store = store;
        this.access = access;
        this.policies = new BucketPolicies(store);
    }

    /** Decides an action on an object, or on a bucket where the key is empty. */
    public void authorize(Caller caller, String action, String bucket, String key) throws IOException {
        authorize(caller, action, bucket, key, Map.of());
    }

    /** @param context further condition keys, e.g. {@code s3:prefix} */
    public void authorize(Caller caller, String action, String bucket, String key, Map<String, String> context)
            throws IOException {
        access.authorize(caller, action, arn(bucket, key), policies.of(bucket), context);
    }

    /** Whether {@link #authorize} would return. */
    public boolean allows(Caller caller, String action, String bucket, String key) throws IOException {
        try {
            authorize(caller, action, bucket, key);
            return true;
        } catch (AccessDenied no) {
            return false;
        }
    }

    public Optional<StoredObject> get(Caller caller, String bucket, String key) throws IOException {
        authorize(caller, "s3:GetObject", bucket, key);
        return store.get(bucket, key);
    }

    public Optional<ObjectInfo> head(Caller caller, String bucket, String key) throws IOException {
        authorize(caller, "s3:GetObject", bucket, key);
        return store.head(bucket, key);
    }

    public Listing list(Caller caller, String bucket, ListRequest request) throws IOException {
        authorize(caller, "s3:ListBucket", bucket, "", listContext(request));
        return store.list(bucket, request);
    }

    public ObjectInfo put(Caller caller, String bucket, String key, ObjectMetadata metadata, BodySource body)
            throws IOException {
        authorize(caller, "s3:PutObject", bucket, key);
        return store.put(bucket, key, metadata, body, PutCondition.ALWAYS);
    }

    public boolean delete(Caller caller, String bucket, String key) throws IOException {
        authorize(caller, "s3:DeleteObject", bucket, key);
        return store.delete(bucket, key);
    }

    /** The condition keys that a policy may ask of a listing. */
    static Map<String, String> listContext(ListRequest request) {
        return Map.of(
                "s3:prefix", request.prefix(),
                "s3:delimiter", request.delimiter(),
                "s3:max-keys", Integer.toString(request.maxKeys()));
    }

    ObjectStore store() {
        return store;
    }

    Access access() {
        return access;
    }

    BucketPolicies policies() {
        return policies;
    }

    static Arn arn(String bucket, String key) {
        return Arn.of("s3", "", "", key.isEmpty() ? bucket : bucket + "/" + key);
    }
}
