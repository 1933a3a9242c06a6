package io.millrace.objects.store;

import io.millrace.base.Clock;
import io.millrace.base.Ids;
import io.millrace.objects.feed.Change;
import io.millrace.objects.feed.ChangeFeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A store that forgets: for tests and throw-away servers. Shared between threads; one lock guards everything. */
public final class MemoryStore implements ObjectStore {

    private final Clock clock;
    private final RandomGenerator random;
    private final ChangeFeed feed;
    private final Map<String, MemoryBucket> buckets = new TreeMap<>();
    private final Map<String, MemoryObject> staged = new TreeMap<>();
    private final Map<String, MemoryUpload> uploads = new TreeMap<>();

    public MemoryStore(Clock clock, RandomGenerator random, ChangeFeed feed) {
        this.clock = clock;
        this.random = random;
        this.feed = feed;
    }

    @Override
    public synchronized Bucket createBucket(String name, String region) {
        BucketNames.check(name);
        if (buckets.containsKey(name)) {
            throw new StoreFault.BucketExists(name);
        }
        Bucket bucket = new Bucket(name, region, clock.instant(), draw());
        buckets.put(name, new MemoryBucket(bucket));
        return bucket;
    }

    @Override
    public synchronized void deleteBucket(String name) {
        if (!room(name).objects.isEmpty()) {
            throw new StoreFault.BucketNotEmpty(name);
        }
        buckets.remove(name);
        uploads.values().removeIf(upload -> upload.upload().bucket().equals(name));
    }

    @Override
    public synchronized Optional<Bucket> bucket(String name) {
        return Optional.ofNullable(buckets.get(name)).map(MemoryBucket::bucket);
    }

    @Override
    public synchronized List<Bucket> buckets() {
        return buckets.values().stream().map(MemoryBucket::bucket).toList();
    }

    @Override
    public synchronized void putDocument(String bucket, String name, Optional<String> document) {
        Map<String, String> documents = room(bucket).documents;
        document.ifPresentOrElse(text -> documents.put(name, text), () -> documents.remove(name));
    }

    @Override
    public synchronized Optional<String> document(String bucket, String name) {
        return Optional.ofNullable(room(bucket).documents.get(name));
    }

    @Override
    public ObjectInfo put(String bucket, String key, ObjectMetadata metadata, BodySource body, PutCondition condition)
            throws IOException {
        Keys.check(key);
        byte[] bytes = read(body);
        return land(bucket, key, new MemoryObject(bytes, ETags.of(bytes), full(metadata, body)), condition);
    }

    @Override
    public Optional<ObjectInfo> head(String bucket, String key) {
        return get(bucket, key).map(StoredObject::info);
    }

    @Override
    public synchronized Optional<StoredObject> get(String bucket, String key) {
        return Optional.ofNullable(room(bucket).objects.get(key));
    }

    @Override
    public synchronized Listing list(String bucket, ListRequest request) throws IOException {
        return ListingPage.of(new MemoryCursor(room(bucket).objects, request), request);
    }

    @Override
    public synchronized boolean delete(String bucket, String key) {
        boolean stood = room(bucket).objects.remove(key) != null;
        if (stood) {
            feed.tell(new Change.Delete(bucket, key));
        }
        return stood;
    }

    @Override
    public synchronized Upload createUpload(String bucket, String key, ObjectMetadata metadata) {
        Keys.check(key);
        room(bucket);
        Upload upload = new Upload(draw(), bucket, key, clock.instant());
        uploads.put(upload.id(), new MemoryUpload(upload, metadata, new TreeMap<>()));
        return upload;
    }

    @Override
    public Part uploadPart(Upload upload, int number, BodySource body) throws IOException {
        byte[] bytes = read(body);
        Part part = new Part(number, ETags.of(bytes), bytes.length, clock.instant(), body.checksums());
        synchronized (this) {
            current(upload).parts().put(number, new MemoryUpload.Stored(part, ByteBuffer.wrap(bytes)));
        }
        return part;
    }

    @Override
    public synchronized ObjectInfo completeUpload(Upload upload, List<PartRef> wanted, PutCondition condition) {
        MemoryUpload current = current(upload);
        List<Part> parts = PartSelection.of(current.byNumber(), wanted);
        MemoryObject object = new MemoryObject(current.bytes(parts), ETags.ofParts(parts), current.metadata());
        ObjectInfo info = land(upload.bucket(), upload.key(), object, condition);
        uploads.remove(upload.id());
        return info;
    }

    @Override
    public synchronized void abortUpload(Upload upload) {
        current(upload);
        uploads.remove(upload.id());
    }

    @Override
    public synchronized Upload upload(String bucket, String key, String id) {
        room(bucket);
        return current(new Upload(id, bucket, key, clock.instant())).upload();
    }

    @Override
    public synchronized List<Upload> listUploads(String bucket) {
        room(bucket);
        return uploads.values().stream()
                .map(MemoryUpload::upload)
                .filter(upload -> upload.bucket().equals(bucket))
                .sorted(Comparator.comparing(Upload::key, Keys.ORDER).thenComparing(Upload::initiated))
                .toList();
    }

    @Override
    public synchronized List<Part> listParts(Upload upload) {
        return List.copyOf(current(upload).byNumber().values());
    }

    @Override
    public Staging stage(String stagingId) {
        StagingIds.check(stagingId);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new Staging() {
            @Override
            public OutputStream out() {
                return bytes;
            }

            @Override
            public void force(ObjectMetadata metadata) {
                byte[] all = bytes.toByteArray();
                keep(stagingId, new MemoryObject(all, ETags.of(all), metadata));
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public synchronized boolean isStaged(String stagingId) {
        return staged.containsKey(stagingId);
    }

    @Override
    public synchronized ObjectInfo publish(String stagingId, Bucket bucket, String key) throws IOException {
        Keys.check(key);
        if (!room(bucket.name()).bucket().incarnation().equals(bucket.incarnation())) {
            throw new StoreFault.NoSuchBucket(bucket.name());
        }
        MemoryObject object = staged.get(stagingId);
        if (object == null) {
            throw new NoSuchFileException(stagingId);
        }
        ObjectInfo info = land(bucket.name(), key, object, PutCondition.ALWAYS);
        staged.remove(stagingId);
        return info;
    }

    @Override
    public synchronized void discardStaged(String stagingId) {
        staged.remove(stagingId);
    }

    @Override
    public synchronized List<String> staged() {
        return List.copyOf(staged.keySet());
    }

    private synchronized void keep(String stagingId, MemoryObject object) {
        staged.put(stagingId, object);
    }

    private synchronized ObjectInfo land(String bucket, String key, MemoryObject object, PutCondition condition) {
        Map<String, MemoryObject> objects = room(bucket).objects;
        MemoryObject before = objects.get(key);
        Conditions.check(
                condition,
                key,
                Optional.ofNullable(before).map(standing -> standing.info().etag()));
        MemoryObject landed = object.at(key, clock.instant(), draw());
        objects.put(key, landed);
        ObjectInfo info = landed.info();
        feed.tell(new Change.Put(bucket, key, info.size(), info.generation()));
        return info;
    }

    private MemoryBucket room(String name) {
        MemoryBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new StoreFault.NoSuchBucket(name);
        }
        return bucket;
    }

    private MemoryUpload current(Upload upload) {
        @Nullable MemoryUpload current = uploads.get(upload.id());
        if (current == null
                || !current.upload().bucket().equals(upload.bucket())
                || !current.upload().key().equals(upload.key())) {
            throw new StoreFault.NoSuchUpload(upload.id());
        }
        return current;
    }

    private static byte[] read(BodySource body) throws IOException {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        }
    }

    private static ObjectMetadata full(ObjectMetadata metadata, BodySource body) {
        Map<String, String> checksums = body.checksums();
        return checksums.isEmpty() ? metadata : metadata.withChecksums(checksums);
    }

    private synchronized String draw() {
        return Ids.uuid(random).toString();
    }
}
