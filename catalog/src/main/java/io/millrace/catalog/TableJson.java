package io.millrace.catalog;

import io.millrace.base.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Databases and tables as the JSON documents of the control database. */
final class TableJson {

    private TableJson() {}

    static String write(Table table) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("type", table.type().name());
        writeColumns(node.putArray("columns"), table.columns());
        writeColumns(node.putArray("partitionKeys"), table.partitionKeys());
        node.put("location", table.location());
        node.put("inputFormat", table.inputFormat());
        node.put("outputFormat", table.outputFormat());
        node.put("serdeClass", table.serdeClass());
        writeMap(node.putObject("serdeParameters"), table.serdeParameters());
        writeMap(node.putObject("parameters"), table.parameters());
        table.comment().ifPresent(comment -> node.put("comment", comment));
        node.put("created", table.created().toString());
        return node.toString();
    }

    static Table readTable(String database, String name, long version, String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        return Table.named(database, name)
                .type(TableType.valueOf(node.get("type").asString()))
                .columns(readColumns(node.get("columns")))
                .partitionKeys(readColumns(node.get("partitionKeys")))
                .location(node.get("location").asString())
                .formats(
                        node.get("inputFormat").asString(),
                        node.get("outputFormat").asString())
                .serde(node.get("serdeClass").asString(), readMap(node.get("serdeParameters")))
                .parameters(readMap(node.get("parameters")))
                .comment(text(node, "comment"))
                .created(Instant.parse(node.get("created").asString()), version)
                .build();
    }

    static String write(Database database) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        database.description().ifPresent(value -> node.put("description", value));
        database.location().ifPresent(value -> node.put("location", value));
        writeMap(node.putObject("parameters"), database.parameters());
        node.put("created", database.created().toString());
        return node.toString();
    }

    static Database readDatabase(String name, String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        return new Database(
                name,
                text(node, "description"),
                text(node, "location"),
                readMap(node.get("parameters")),
                Instant.parse(node.get("created").asString()));
    }

    private static void writeColumns(ArrayNode target, List<Column> columns) {
        for (Column column : columns) {
            ObjectNode node = target.addObject();
            node.put("name", column.name());
            node.put("type", column.type());
            column.comment().ifPresent(comment -> node.put("comment", comment));
        }
    }

    private static List<Column> readColumns(JsonNode nodes) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode node : nodes) {
            columns.add(new Column(node.get("name").asString(), node.get("type").asString(), text(node, "comment")));
        }
        return columns;
    }

    private static void writeMap(ObjectNode target, Map<String, String> map) {
        map.forEach(target::put);
    }

    private static Map<String, String> readMap(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        return map;
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }
}
