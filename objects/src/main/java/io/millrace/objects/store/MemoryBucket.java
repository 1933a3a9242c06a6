package io.millrace.objects.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A bucket in memory; guarded by its store's lock. */
final class MemoryBucket {

    private final Bucket bucket;
    final NavigableMap<String, MemoryObject> objects = new TreeMap<>(Keys.ORDER);
    final Map<String, String> documents = new TreeMap<>();

    MemoryBucket(Bucket bucket) {
        this.bucket = bucket;
    }

    Bucket bucket() {
        return bucket;
    }
}
