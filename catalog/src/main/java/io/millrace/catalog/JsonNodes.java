package io.millrace.catalog;

import io.millrace.base.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the control database's documents are made of. A member that is missing reads as empty. */
final class JsonNodes {

    private JsonNodes() {}

    static ObjectNode parse(String document) {
        return (ObjectNode) Json.MAPPER.readTree(document);
    }

    static void putColumns(ArrayNode target, List<Column> columns) {
        for (Column column : columns) {
            ObjectNode node = target.addObject();
            node.put("name", column.name());
            node.put("type", column.type());
            putText(node, "comment", column.comment());
            putMap(node, "parameters", column.parameters());
        }
    }

    static List<Column> columns(@Nullable JsonNode nodes) {
        List<Column> columns = new ArrayList<>();
        if (nodes != null) {
            for (JsonNode node : nodes) {
                columns.add(new Column(
                        node.get("name").asString(),
                        node.get("type").asString(),
                        text(node, "comment"),
                        map(node.get("parameters"))));
            }
        }
        return columns;
    }

    static void putText(ObjectNode target, String name, Optional<String> text) {
        text.ifPresent(value -> target.put(name, value));
    }

    static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    static void putMoment(ObjectNode target, String name, Optional<Instant> moment) {
        moment.ifPresent(value -> target.put(name, value.toString()));
    }

    static Optional<Instant> moment(JsonNode node, String name) {
        return text(node, name).map(Instant::parse);
    }

    static void putMap(ObjectNode target, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            ObjectNode node = target.putObject(name);
            map.forEach(node::put);
        }
    }

    static Map<String, String> map(@Nullable JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        if (node != null) {
            node.properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        }
        return map;
    }

    static List<String> strings(@Nullable JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        if (nodes != null) {
            nodes.forEach(node -> texts.add(node.asString()));
        }
        return texts;
    }

    static void putStrings(ObjectNode target, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(target.putArray(name)::add);
        }
    }
}
