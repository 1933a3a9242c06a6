package io.millrace.objects.door;

import io.millrace.access.policy.Policy;
import io.millrace.objects.store.ObjectStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The buckets' policies, parsed once for each text. Shared between threads. */
final class BucketPolicies {

    private static final String DOCUMENT = "policy";
    private static final int LIMIT = 1000;

    private final ObjectStore store;
    private final ConcurrentHashMap<String, Policy> parsed = new ConcurrentHashMap<>();

    BucketPolicies(ObjectStore store) {
        this.store = store;
    }

    /** Empty for a bucket without one, and where there is no such bucket. */
    Optional<Policy> of(String bucket) throws IOException {
        if (store.bucket(bucket).isEmpty()) {
            return Optional.empty();
        }
        return text(bucket).map(this::parse);
    }

    Optional<String> text(String bucket) throws IOException {
        return store.document(bucket, DOCUMENT);
    }

    /** @param text a policy that was checked, or none */
    void put(String bucket, Optional<String> text) throws IOException {
        store.putDocument(bucket, DOCUMENT, text);
    }

    private Policy parse(String text) {
        if (parsed.size() >= LIMIT) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(text, Policy::parse);
    }
}
