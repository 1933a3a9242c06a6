package io.millrace.objects.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Buckets and their objects. Shared between threads. What returns without exception is durable, and each change is
 * whole or not there. A caller's fault is a {@link StoreFault}, unchecked; the disk's is an {@link IOException}, after
 * which a change may or may not have taken place.
 */
public interface ObjectStore {

    /** Fails with BucketExists, InvalidBucketName. */
    Bucket createBucket(String name, String region) throws IOException;

    /** Fails with NoSuchBucket, BucketNotEmpty; uploads under way are no objects and go with it. */
    void deleteBucket(String name) throws IOException;

    Optional<Bucket> bucket(String name);

    /** By name. */
    List<Bucket> buckets();

    /** The document kept with the bucket under that name, e.g. its policy; an empty one removes it. */
    void putDocument(String bucket, String name, Optional<String> document) throws IOException;

    /** Fails with NoSuchBucket. */
    Optional<String> document(String bucket, String name) throws IOException;

    /** Fails with NoSuchBucket, InvalidKey, MetadataTooLarge, and as the condition says. */
    ObjectInfo put(String bucket, String key, ObjectMetadata metadata, BodySource body, PutCondition condition)
            throws IOException;

    /** Fails with NoSuchBucket. */
    Optional<ObjectInfo> head(String bucket, String key) throws IOException;

    /** Fails with NoSuchBucket. */
    Optional<StoredObject> get(String bucket, String key) throws IOException;

    /** Fails with NoSuchBucket. */
    Listing list(String bucket, ListRequest request) throws IOException;

    /** False where there was none. Fails with NoSuchBucket. */
    boolean delete(String bucket, String key) throws IOException;

    /** The source's bytes under another key, with its metadata unless others are given. Fails also with NoSuchKey. */
    default ObjectInfo copy(ObjectRef from, ObjectRef to, Optional<ObjectMetadata> replacement, PutCondition condition)
            throws IOException {
        try (StoredObject source =
                get(from.bucket(), from.key()).orElseThrow(() -> new StoreFault.NoSuchKey(from.key()))) {
            ObjectMetadata metadata = replacement.orElse(source.info().metadata());
            return put(to.bucket(), to.key(), metadata, source::stream, condition);
        }
    }

    /** Begins an upload. Fails with NoSuchBucket, InvalidKey, MetadataTooLarge. */
    Upload createUpload(String bucket, String key, ObjectMetadata metadata) throws IOException;

    /** Keeps a part, replacing an earlier one of that number. Fails with NoSuchUpload. */
    Part uploadPart(Upload upload, int number, BodySource body) throws IOException;

    /** Makes the object out of the parts; its ETag ends with their number. Fails with InvalidPart and the like. */
    ObjectInfo completeUpload(Upload upload, List<PartRef> parts, PutCondition condition) throws IOException;

    /** Forgets the upload and its parts. Fails with NoSuchUpload. */
    void abortUpload(Upload upload) throws IOException;

    /** The upload with that id for that key. Fails with NoSuchBucket, NoSuchUpload. */
    Upload upload(String bucket, String key, String id) throws IOException;

    /** By key, then by time. Fails with NoSuchBucket. */
    List<Upload> listUploads(String bucket) throws IOException;

    /** By number. Fails with NoSuchUpload. */
    List<Part> listParts(Upload upload) throws IOException;

    /**
     * Begins the bytes of an object that {@link #publish} will make visible; an unfinished one under that id is
     * replaced, and a finished one once the new one is forced.
     *
     * @param stagingId 1 to 200 of letters, digits, dot, hyphen, underscore; no dot first
     */
    Staging stage(String stagingId) throws IOException;

    /** Whether {@link Staging#force} ended for the id and neither {@link #publish} nor {@link #discardStaged} did. */
    boolean isStaged(String stagingId) throws IOException;

    /**
     * Makes what is staged the object at the key: a rename, forced. Fails with NoSuchBucket where that incarnation is
     * gone, and with {@link java.nio.file.NoSuchFileException} where nothing is staged under the id: if that is because an
     * earlier attempt renamed it and then failed, or crashed, the rename is durable from now on.
     */
    ObjectInfo publish(String stagingId, Bucket bucket, String key) throws IOException;

    /** Forgets what is staged, if anything is. */
    void discardStaged(String stagingId) throws IOException;

    /** The ids that are staged; they survive a restart. */
    List<String> staged() throws IOException;
}
