package io.millrace.objects.store;

import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Uploads in parts: a directory for each below the bucket's incarnation, with {@code upload.json}, whose presence makes
 * it an upload, and a stamped file for each part. Shared between threads.
 */
final class DiskUploads {

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final String RECORD = "upload.json";
    private static final String PART = "part-";

    private final Disk disk;
    private final Path root;
    private final StagingRoom staging;
    private final Clock clock;

    DiskUploads(Disk disk, Path root, StagingRoom staging, Clock clock) {
        this.disk = disk;
        this.root = root;
        this.staging = staging;
        this.clock = clock;
    }

    /** Removes the uploads of buckets that are gone, and directories without a record. */
    void recover(Collection<Bucket> buckets) throws IOException {
        disk.createDirectories(root);
        Set<String> alive = buckets.stream().map(Bucket::incarnation).collect(Collectors.toSet());
        for (FileStatus incarnation : disk.list(root)) {
            Path directory = root.resolve(incarnation.name());
            if (alive.contains(incarnation.name())) {
                for (FileStatus upload : disk.list(directory)) {
                    removeWithoutRecord(directory.resolve(upload.name()));
                }
            } else {
                remove(directory);
            }
        }
    }

    Upload create(Bucket bucket, String key, ObjectMetadata metadata) throws IOException {
        Upload upload = new Upload(staging.draw(), bucket.name(), key, clock.instant());
        Path directory = directory(bucket, upload.id());
        disk.createDirectories(directory);
        disk.forceDirectory(root);
        UploadRecord record = new UploadRecord(key, upload.initiated(), metadata);
        staging.write(directory.resolve(RECORD), record.toJson());
        return upload;
    }

    Upload find(Bucket bucket, String key, String id) throws IOException {
        UploadRecord record = record(bucket, id).orElseThrow(() -> new StoreFault.NoSuchUpload(id));
        if (!record.key().equals(key)) {
            throw new StoreFault.NoSuchUpload(id);
        }
        return new Upload(id, bucket.name(), key, record.initiated());
    }

    ObjectMetadata metadata(Bucket bucket, Upload upload) throws IOException {
        find(bucket, upload.key(), upload.id());
        return record(bucket, upload.id())
                .orElseThrow(() -> new StoreFault.NoSuchUpload(upload.id()))
                .metadata();
    }

    Part put(Bucket bucket, Upload upload, int number, BodySource body) throws IOException {
        find(bucket, upload.key(), upload.id());
        try (StagingFile staged = staging.file();
                InputStream in = body.open()) {
            staged.copy(in);
            ObjectMetadata checksums = ObjectMetadata.NONE.withChecksums(body.checksums());
            ObjectStamp stamp = staged.force(staged.md5(), staging.draw(), checksums);
            staged.moveTo(part(bucket, upload, number));
            disk.forceDirectory(directory(bucket, upload.id()));
            return part(number, stamp.info(upload.key()));
        } catch (NoSuchFileException endedMeanwhile) {
            throw new StoreFault.NoSuchUpload(upload.id());
        }
    }

    NavigableMap<Integer, Part> byNumber(Bucket bucket, Upload upload) throws IOException {
        find(bucket, upload.key(), upload.id());
        NavigableMap<Integer, Part> parts = new TreeMap<>();
        Path directory = directory(bucket, upload.id());
        for (FileStatus file : disk.list(directory)) {
            if (file.name().startsWith(PART)) {
                int number = Integer.parseInt(file.name().substring(PART.length()));
                stamp(directory.resolve(file.name()))
                        .ifPresent(stamp -> parts.put(number, part(number, stamp.info(upload.key()))));
            }
        }
        return parts;
    }

    void concatenate(Bucket bucket, Upload upload, List<Part> parts, StagingFile into) throws IOException {
        for (Part part : parts) {
            Path path = part(bucket, upload, part.number());
            try (DiskFile file = disk.openForReading(path)) {
                ObjectStamp stamp = stamp(file)
                        .filter(now -> now.etag().equals(part.etag()))
                        .orElseThrow(() -> new StoreFault.InvalidPart(part.number()));
                try (DiskObject object = new DiskObject(path, file, stamp.info(upload.key()))) {
                    into.copy(object.stream());
                }
            }
        }
    }

    List<Upload> list(Bucket bucket) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (FileStatus directory : disk.list(root.resolve(bucket.incarnation()))) {
            record(bucket, directory.name())
                    .ifPresent(record ->
                            uploads.add(new Upload(directory.name(), bucket.name(), record.key(), record.initiated())));
        }
        uploads.sort(Comparator.comparing(Upload::key, Keys.ORDER).thenComparing(Upload::initiated));
        return uploads;
    }

    /** Forgets the upload: first its record, durably, then the parts. */
    void delete(Bucket bucket, Upload upload) throws IOException {
        Path directory = directory(bucket, upload.id());
        disk.delete(directory.resolve(RECORD));
        disk.forceDirectory(directory);
        remove(directory);
    }

    void deleteAll(Bucket bucket) throws IOException {
        remove(root.resolve(bucket.incarnation()));
    }

    private void removeWithoutRecord(Path upload) throws IOException {
        if (disk.status(upload.resolve(RECORD)).isEmpty()) {
            remove(upload);
        }
    }

    private void remove(Path path) throws IOException {
        Optional<FileStatus> standing = disk.status(path);
        if (standing.isPresent() && standing.get().kind() == FileStatus.Kind.DIRECTORY) {
            for (FileStatus entry : disk.list(path)) {
                remove(path.resolve(entry.name()));
            }
        }
        disk.delete(path);
    }

    private Optional<UploadRecord> record(Bucket bucket, String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try (DiskFile file = disk.openForReading(directory(bucket, id).resolve(RECORD))) {
            ObjectNode node = (ObjectNode) Json.MAPPER.readTree(WholeFile.bytes(file));
            return Optional.of(UploadRecord.of(node));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private Optional<ObjectStamp> stamp(Path path) throws IOException {
        try (DiskFile file = disk.openForReading(path)) {
            return stamp(file);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectStamp> stamp(DiskFile file) throws IOException {
        return file.attribute(ObjectStamp.ATTRIBUTE).flatMap(ObjectStamp::parse);
    }

    private static Part part(int number, ObjectInfo info) {
        return new Part(
                number,
                info.etag(),
                info.size(),
                info.lastModified(),
                info.metadata().checksums());
    }

    private Path directory(Bucket bucket, String id) {
        return root.resolve(bucket.incarnation()).resolve(id);
    }

    private Path part(Bucket bucket, Upload upload, int number) {
        return directory(bucket, upload.id()).resolve(PART + number);
    }
}
