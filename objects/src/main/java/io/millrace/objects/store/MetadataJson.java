package io.millrace.objects.store;

import io.millrace.base.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Metadata as members {@code headers}, {@code user} and {@code checksums} of a JSON object; empty ones are left out. */
final class MetadataJson {

    private MetadataJson() {}

    static ObjectNode write(ObjectMetadata metadata) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        putMap(node, "headers", metadata.headers());
        putMap(node, "user", metadata.user());
        putMap(node, "checksums", metadata.checksums());
        return node;
    }

    static ObjectMetadata read(JsonNode node) {
        return new ObjectMetadata(map(node, "headers"), map(node, "user"), map(node, "checksums"));
    }

    private static void putMap(ObjectNode node, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            ObjectNode child = node.putObject(name);
            new TreeMap<>(map).forEach(child::put);
        }
    }

    private static Map<String, String> map(JsonNode node, String name) {
        Map<String, String> map = new TreeMap<>();
        JsonNode child = node.get(name);
        if (child != null) {
            child.properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        }
        return map;
    }
}
