package io.millrace.objects.store;

import io.millrace.base.Clock;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.FileStatus;
import io.millrace.objects.feed.Change;
import io.millrace.objects.feed.ChangeFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;

/**
 * The store on disk. Shared between threads. An object is one plain file; it is staged, stamped with its metadata and
 * forced, then renamed to its place, and the place's directory forced. So at any moment, and after a crash at any
 * moment, the old object stands there, or the new one, whole and with its own metadata. {@link DiskLayout} says what
 * lies where, {@link KeyNames} how a key becomes a path.
 */
public final class DiskStore implements ObjectStore {

    private final Disk disk;
    private final DiskLayout layout;
    private final Clock clock;
    private final ChangeFeed feed;
    private final StagingRoom staging;
    private final BucketRecords records;
    private final ObjectFiles files;
    private final DirectoryCache cache;
    private final Placement placement;
    private final DiskUploads uploads;
    private final ConcurrentNavigableMap<String, DiskBucket> buckets = new ConcurrentSkipListMap<>();

    /** What a store on disk works with. */
    public record Parts(Disk disk, Clock clock, RandomGenerator random, ChangeFeed feed) {}

    private DiskStore(Parts parts, DiskLayout layout, StagingRoom staging) {
        this.disk = parts.disk();
        this.clock = parts.clock();
        this.feed = parts.feed();
        this.layout = layout;
        this.staging = staging;
        this.records = new BucketRecords(disk, layout, staging);
        this.files = new ObjectFiles(disk, new ForeignETags());
        this.cache = new DirectoryCache(disk, files, clock);
        this.placement = new Placement(disk, new ForcedDirectories(disk), cache);
        this.uploads = new DiskUploads(disk, layout.uploads(), staging, clock);
    }

    /**
     * Opens the store in a data directory, which it makes if it is missing, and removes what a crash left unfinished.
     *
     * @param parts their random generator is used under a lock of this store only
     */
    public static DiskStore open(Parts parts, Path data) throws IOException {
        checkNames(data);
        DiskLayout layout = new DiskLayout(data);
        StagingRoom staging = StagingRoom.open(parts.disk(), layout.staging(), parts.random());
        DiskStore store = new DiskStore(parts, layout, staging);
        store.recover();
        return store;
    }

    private void recover() throws IOException {
        disk.createDirectories(layout.buckets());
        disk.createDirectories(layout.sealed());
        buckets.putAll(records.load());
        uploads.recover(buckets.values().stream().map(DiskBucket::bucket).toList());
    }

    /** Java writes file names in the locale's charset; where that is not UTF-8, keys could not keep theirs. */
    private static void checkNames(Path data) throws IOException {
        if (!keepsNames(data)) {
            throw new IOException(
                    "File names cannot be written as UTF-8 in this locale. Set LC_ALL=C.UTF-8 and start again.");
        }
    }

    private static boolean keepsNames(Path data) {
        String name = "\u2013\u00E9\uD83D\uDE00";
        try {
            return data.resolve(name).endsWith(name);
        } catch (InvalidPathException wrongLocale) {
            return false;
        }
    }

    @Override
    public synchronized Bucket createBucket(String name, String region) throws IOException {
        BucketNames.check(name);
        if (buckets.containsKey(name)) {
            throw new StoreFault.BucketExists(name);
        }
        disk.createDirectories(layout.bucket(name));
        disk.forceDirectory(layout.buckets());
        Bucket bucket = new Bucket(name, region, clock.instant(), staging.draw());
        records.write(bucket, Map.of());
        buckets.put(name, new DiskBucket(bucket, layout.bucket(name), Map.of()));
        return bucket;
    }

    @Override
    public synchronized void deleteBucket(String name) throws IOException {
        DiskBucket bucket = require(name);
        try (DiskBucket.Held _ = bucket.change()) {
            if (!list(name, new ListRequest("", "", "", 1)).objects().isEmpty()) {
                throw new StoreFault.BucketNotEmpty(name);
            }
            // First, and durably: a removal that was not forced would come back into a namesake's directory.
            placement.removeEmpty(bucket, bucket.directory());
            disk.forceDirectory(layout.buckets());
            bucket.end();
            buckets.remove(name);
            records.delete(name);
            uploads.deleteAll(bucket.bucket());
        }
    }

    @Override
    public Optional<Bucket> bucket(String name) {
        return Optional.ofNullable(buckets.get(name)).map(DiskBucket::bucket);
    }

    @Override
    public List<Bucket> buckets() {
        return buckets.values().stream().map(DiskBucket::bucket).toList();
    }

    @Override
    public void putDocument(String bucket, String name, Optional<String> document) throws IOException {
        DiskBucket found = require(bucket);
        try (DiskBucket.Held _ = found.change()) {
            Map<String, String> documents = new TreeMap<>(found.documents());
            document.ifPresentOrElse(text -> documents.put(name, text), () -> documents.remove(name));
            records.write(found.bucket(), documents);
            found.documents(documents);
        }
    }

    @Override
    public Optional<String> document(String bucket, String name) {
        return require(bucket).document(name);
    }

    @Override
    public ObjectInfo put(String bucket, String key, ObjectMetadata metadata, BodySource body, PutCondition condition)
            throws IOException {
        DiskBucket found = require(bucket);
        Keys.check(key);
        ObjectStamp.check(metadata);
        try (StagingFile staged = staging.file();
                InputStream in = body.open()) {
            staged.copy(in);
            Map<String, String> checksums = body.checksums();
            ObjectMetadata full = checksums.isEmpty() ? metadata : metadata.withChecksums(checksums);
            ObjectStamp stamp = staged.force(staged.md5(), staging.draw(), full);
            return land(found, stamp.info(key), condition, staged::moveTo);
        }
    }

    @Override
    public Optional<ObjectInfo> head(String bucket, String key) throws IOException {
        return files.head(require(bucket), key);
    }

    @Override
    public Optional<StoredObject> get(String bucket, String key) throws IOException {
        return files.open(require(bucket), key);
    }

    @Override
    public Listing list(String bucket, ListRequest request) throws IOException {
        return ListingPage.of(new DiskCursor(require(bucket), cache, request), request);
    }

    @Override
    public boolean delete(String bucket, String key) throws IOException {
        DiskBucket found = require(bucket);
        try (DiskBucket.Held _ = found.change()) {
            List<Path> standing = files.standing(found, key);
            if (standing.isEmpty()) {
                return false;
            }
            placement.remove(found, standing.reversed(), () -> feed.tell(new Change.Delete(bucket, key)));
            return true;
        }
    }

    @Override
    public Upload createUpload(String bucket, String key, ObjectMetadata metadata) throws IOException {
        Keys.check(key);
        ObjectStamp.check(metadata);
        return uploads.create(require(bucket).bucket(), key, metadata);
    }

    @Override
    public Part uploadPart(Upload upload, int number, BodySource body) throws IOException {
        return uploads.put(require(upload.bucket()).bucket(), upload, number, body);
    }

    @Override
    public ObjectInfo completeUpload(Upload upload, List<PartRef> wanted, PutCondition condition) throws IOException {
        DiskBucket bucket = require(upload.bucket());
        ObjectMetadata metadata = uploads.metadata(bucket.bucket(), upload);
        List<Part> parts = PartSelection.of(uploads.byNumber(bucket.bucket(), upload), wanted);
        try (StagingFile staged = staging.file()) {
            uploads.concatenate(bucket.bucket(), upload, parts, staged);
            ObjectStamp stamp = staged.force(ETags.ofParts(parts), staging.draw(), metadata);
            ObjectInfo info = land(bucket, stamp.info(upload.key()), condition, staged::moveTo);
            uploads.delete(bucket.bucket(), upload);
            return info;
        }
    }

    @Override
    public void abortUpload(Upload upload) throws IOException {
        Bucket bucket = require(upload.bucket()).bucket();
        uploads.metadata(bucket, upload);
        uploads.delete(bucket, upload);
    }

    @Override
    public Upload upload(String bucket, String key, String id) throws IOException {
        return uploads.find(require(bucket).bucket(), key, id);
    }

    @Override
    public List<Upload> listUploads(String bucket) throws IOException {
        return uploads.list(require(bucket).bucket());
    }

    @Override
    public List<Part> listParts(Upload upload) throws IOException {
        return List.copyOf(
                uploads.byNumber(require(upload.bucket()).bucket(), upload).values());
    }

    @Override
    public Staging stage(String stagingId) throws IOException {
        StagingIds.check(stagingId);
        StagingFile file = staging.file();
        return new Staging() {
            @Override
            public OutputStream out() {
                return file.out();
            }

            @Override
            public void force(ObjectMetadata metadata) throws IOException {
                file.force(file.md5(), staging.draw(), metadata);
                file.moveTo(sealed(stagingId));
                disk.forceDirectory(layout.sealed());
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }

    @Override
    public boolean isStaged(String stagingId) throws IOException {
        return disk.status(sealed(stagingId)).isPresent();
    }

    @Override
    public ObjectInfo publish(String stagingId, Bucket bucket, String key) throws IOException {
        Keys.check(key);
        DiskBucket found = require(bucket.name());
        if (!found.bucket().incarnation().equals(bucket.incarnation())) {
            throw new StoreFault.NoSuchBucket(bucket.name());
        }
        Path from = sealed(stagingId);
        Optional<ObjectInfo> staged = files.look(from, key);
        if (staged.isEmpty()) {
            forcePlaces(found, key);
            throw new NoSuchFileException(stagingId);
        }
        ObjectInfo info = staged.get();
        land(found, info, PutCondition.ALWAYS, place -> disk.rename(from, place));
        disk.forceDirectory(layout.sealed());
        return info;
    }

    /** An earlier attempt may have renamed and not forced. */
    private void forcePlaces(DiskBucket bucket, String key) throws IOException {
        KeyPath path = KeyPath.of(key);
        for (Path place : List.of(path.first(bucket.directory()), path.second(bucket.directory()))) {
            Path parent = PathParents.parent(place);
            if (cache.isDirectory(parent)) {
                disk.forceDirectory(parent);
            }
        }
    }

    @Override
    public void discardStaged(String stagingId) throws IOException {
        disk.delete(sealed(stagingId));
        disk.forceDirectory(layout.sealed()); // Always: an earlier attempt may have failed between the two.
    }

    @Override
    public List<String> staged() throws IOException {
        return disk.list(layout.sealed()).stream()
                .map(FileStatus::name)
                .sorted()
                .toList();
    }

    private Path sealed(String stagingId) {
        StagingIds.check(stagingId);
        return layout.sealed().resolve(stagingId);
    }

    private ObjectInfo land(DiskBucket bucket, ObjectInfo info, PutCondition condition, Placement.Move move)
            throws IOException {
        try (DiskBucket.Held _ = bucket.change()) {
            if (!(condition instanceof PutCondition.Always)) {
                Optional<ObjectInfo> standing = files.head(bucket, info.key());
                Conditions.check(condition, info.key(), standing.map(ObjectInfo::etag));
            }
            Change change = new Change.Put(bucket.bucket().name(), info.key(), info.size(), info.generation());
            placement.put(bucket, info.key(), move, () -> feed.tell(change));
            return info;
        }
    }

    private DiskBucket require(String name) {
        DiskBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new StoreFault.NoSuchBucket(name);
        }
        return bucket;
    }
}
