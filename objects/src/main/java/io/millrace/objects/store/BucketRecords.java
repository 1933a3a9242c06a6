package io.millrace.objects.store;

import io.millrace.base.Json;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.DiskFile;
import io.millrace.base.disk.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What makes a directory a bucket: one JSON file for each, replaced whole. Used under the locks of its store. */
final class BucketRecords {

    private static final String SUFFIX = ".json";

    private final Disk disk;
    private final DiskLayout layout;
    private final StagingRoom staging;

    BucketRecords(Disk disk, DiskLayout layout, StagingRoom staging) {
        this.disk = disk;
        this.layout = layout;
        this.staging = staging;
    }

    Map<String, DiskBucket> load() throws IOException {
        disk.createDirectories(layout.records());
        Map<String, DiskBucket> buckets = new TreeMap<>();
        for (FileStatus file : disk.list(layout.records())) {
            if (file.kind() == FileStatus.Kind.FILE && file.name().endsWith(SUFFIX)) {
                DiskBucket bucket = read(layout.records().resolve(file.name()));
                buckets.put(bucket.bucket().name(), bucket);
            }
        }
        return buckets;
    }

    void write(Bucket bucket, Map<String, String> documents) throws IOException {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("name", bucket.name()).put("region", bucket.region());
        node.put("created", bucket.created().toString()).put("incarnation", bucket.incarnation());
        ObjectNode kept = node.putObject("documents");
        new TreeMap<>(documents).forEach(kept::put);
        staging.write(path(bucket.name()), node);
    }

    void delete(String name) throws IOException {
        disk.delete(path(name));
        disk.forceDirectory(layout.records());
    }

    private Path path(String name) {
        return layout.records().resolve(name + SUFFIX);
    }

    private DiskBucket read(Path path) throws IOException {
        try {
            JsonNode node = Json.MAPPER.readTree(readAll(path));
            Bucket bucket = new Bucket(
                    node.required("name").asString(),
                    node.required("region").asString(),
                    Instant.parse(node.required("created").asString()),
                    node.required("incarnation").asString());
            Map<String, String> documents = new TreeMap<>();
            node.required("documents")
                    .properties()
                    .forEach(entry ->
                            documents.put(entry.getKey(), entry.getValue().asString()));
            return new DiskBucket(bucket, layout.bucket(bucket.name()), documents);
        } catch (JacksonException | IllegalArgumentException | DateTimeException damaged) {
            throw new IOException(
                    path
                            + " is damaged. Restore it from a backup, or move it away: the objects stay where they are, and"
                            + " creating the bucket anew finds them.",
                    damaged);
        }
    }

    private byte[] readAll(Path path) throws IOException {
        try (DiskFile file = disk.openForReading(path)) {
            return WholeFile.bytes(file);
        }
    }
}
