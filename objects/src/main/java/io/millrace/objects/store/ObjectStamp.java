package io.millrace.objects.store;

import io.millrace.base.Json;
import io.millrace.base.disk.FileStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in the extended attribute {@value #ATTRIBUTE} of an object's file, as JSON. It is set and forced before
 * the file gets its name, so that bytes and metadata become visible together. Size and time tell whether somebody
 * changed the file since.
 */
record ObjectStamp(long size, Instant modified, String etag, String generation, ObjectMetadata metadata) {

    static final String ATTRIBUTE = "millrace.object";

    /** What ext4 keeps for a file in one block, less what others may need there. */
    static final int MAX_BYTES = 3800;

    byte[] toBytes() {
        ObjectNode node = MetadataJson.write(metadata);
        node.put("size", size).put("modified", modified.toString());
        node.put("etag", etag).put("generation", generation);
        byte[] bytes = Json.MAPPER.writeValueAsBytes(node);
        if (bytes.length > MAX_BYTES) {
            throw new StoreFault.MetadataTooLarge(MAX_BYTES);
        }
        return bytes;
    }

    /** Empty where the bytes are not a stamp of ours. */
    static Optional<ObjectStamp> parse(byte[] bytes) {
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            return Optional.of(new ObjectStamp(
                    node.required("size").asLong(),
                    Instant.parse(node.required("modified").asString()),
                    node.required("etag").asString(),
                    node.required("generation").asString(),
                    MetadataJson.read(node)));
        } catch (JacksonException | IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** Fails before any byte is read where the metadata would not fit. */
    static void check(ObjectMetadata metadata) {
        new ObjectStamp(Long.MAX_VALUE, Instant.MAX, "0".repeat(40), "0".repeat(36), metadata).toBytes();
    }

    boolean isOf(FileStatus file) {
        return file.size() == size && file.modified().equals(modified);
    }

    ObjectInfo info(String key) {
        return new ObjectInfo(key, size, etag, modified, metadata, generation);
    }
}
