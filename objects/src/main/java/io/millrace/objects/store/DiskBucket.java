package io.millrace.objects.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A bucket on disk with its two locks. Whoever changes which names stand in it holds {@link #changes} for all of the
 * change, forces included, and {@link #names} for writing only while names move, so that readers, who hold it for
 * reading while they look up and open, never wait for a force.
 */
final class DiskBucket {

    private final Bucket bucket;
    private final Path directory;
    private final ReentrantLock changes = new ReentrantLock();
    private final ReentrantReadWriteLock names = new ReentrantReadWriteLock();
    private final Map<String, String> documents = new TreeMap<>();
    private volatile boolean gone;

    DiskBucket(Bucket bucket, Path directory, Map<String, String> documents) {
        this.bucket = bucket;
        this.directory = directory;
        this.documents.putAll(documents);
    }

    Bucket bucket() {
        return bucket;
    }

    Path directory() {
        return directory;
    }

    /** Held for a change. Fails with NoSuchBucket where the bucket was deleted meanwhile. */
    Held change() {
        changes.lock();
        if (gone) {
            changes.unlock();
            throw new StoreFault.NoSuchBucket(bucket.name());
        }
        return changes::unlock;
    }

    Held moveNames() {
        return hold(names.writeLock());
    }

    Held readNames() {
        return hold(names.readLock());
    }

    /** Under {@link #change}: from now on nobody changes anything here. */
    void end() {
        gone = true;
    }

    synchronized Optional<String> document(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    synchronized Map<String, String> documents() {
        return Map.copyOf(documents);
    }

    synchronized void documents(Map<String, String> now) {
        documents.clear();
        documents.putAll(now);
    }

    private static Held hold(Lock lock) {
        lock.lock();
        return lock::unlock;
    }

    /** A lock that is held until closed, by the same thread. */
    @FunctionalInterface
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
