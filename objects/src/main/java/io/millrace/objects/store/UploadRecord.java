package io.millrace.objects.store;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** What {@code upload.json} holds. */
record UploadRecord(String key, Instant initiated, ObjectMetadata metadata) {

    ObjectNode toJson() {
        ObjectNode node = MetadataJson.write(metadata);
        node.put("key", key).put("initiated", initiated.toString());
        return node;
    }

    static UploadRecord of(ObjectNode node) {
        return new UploadRecord(
                node.required("key").asString(),
                Instant.parse(node.required("initiated").asString()),
                MetadataJson.read(node));
    }
}
