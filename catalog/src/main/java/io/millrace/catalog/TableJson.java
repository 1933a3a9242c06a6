package io.millrace.catalog;

import io.millrace.base.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Databases, tables and partitions as the JSON documents of the control database. */
final class TableJson {

    private TableJson() {}

    static String write(Table table) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("type", table.type());
        StorageJson.put(node, table.storage());
        JsonNodes.putColumns(node.putArray("partitionKeys"), table.partitionKeys());
        JsonNodes.putMap(node, "parameters", table.parameters());
        JsonNodes.putText(node, "comment", table.comment());
        JsonNodes.putText(node, "owner", table.owner());
        JsonNodes.putText(node, "viewOriginal", table.view().original());
        JsonNodes.putText(node, "viewExpanded", table.view().expanded());
        node.put("retention", table.retention());
        JsonNodes.putMoment(node, "lastAccess", table.lastAccess());
        JsonNodes.putMoment(node, "lastAnalyzed", table.lastAnalyzed());
        node.put("created", table.created().toString());
        node.put("updated", table.updated().toString());
        JsonNodes.putText(node, "createdBy", table.createdBy());
        return node.toString();
    }

    static Table readTable(String database, String name, long version, String document) {
        ObjectNode node = JsonNodes.parse(document);
        Instant created = Instant.parse(node.get("created").asString());
        return Table.named(database, name)
                .type(node.get("type").asString())
                .storage(StorageJson.read(node))
                .partitionKeys(JsonNodes.columns(node.get("partitionKeys")))
                .parameters(JsonNodes.map(node.get("parameters")))
                .comment(JsonNodes.text(node, "comment"))
                .owner(JsonNodes.text(node, "owner"))
                .view(new ViewText(JsonNodes.text(node, "viewOriginal"), JsonNodes.text(node, "viewExpanded")))
                .retention(node.path("retention").asInt(0))
                .seen(JsonNodes.moment(node, "lastAccess"), JsonNodes.moment(node, "lastAnalyzed"))
                .createdBy(JsonNodes.text(node, "createdBy"))
                .stamped(created, JsonNodes.moment(node, "updated").orElse(created), version)
                .build();
    }

    static String write(Partition partition) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        StorageJson.put(node, partition.storage());
        JsonNodes.putMap(node, "parameters", partition.parameters());
        JsonNodes.putMoment(node, "lastAccess", partition.lastAccess());
        JsonNodes.putMoment(node, "lastAnalyzed", partition.lastAnalyzed());
        node.put("created", partition.created().toString());
        return node.toString();
    }

    static Partition readPartition(String key, String document) {
        ObjectNode node = JsonNodes.parse(document);
        return new Partition(
                values(key),
                StorageJson.read(node),
                JsonNodes.map(node.get("parameters")),
                Instant.parse(node.get("created").asString()),
                JsonNodes.moment(node, "lastAccess"),
                JsonNodes.moment(node, "lastAnalyzed"));
    }

    /** The values as the key of the partition's row. */
    static String key(List<String> values) {
        ArrayNode node = Json.MAPPER.createArrayNode();
        values.forEach(node::add);
        return node.toString();
    }

    private static List<String> values(String key) {
        return JsonNodes.strings(Json.MAPPER.readTree(key));
    }

    static String write(Database database) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        JsonNodes.putText(node, "description", database.description());
        JsonNodes.putText(node, "location", database.location());
        JsonNodes.putMap(node, "parameters", database.parameters());
        node.put("created", database.created().toString());
        return node.toString();
    }

    static Database readDatabase(String name, String document) {
        ObjectNode node = JsonNodes.parse(document);
        return new Database(
                name,
                JsonNodes.text(node, "description"),
                JsonNodes.text(node, "location"),
                JsonNodes.map(node.get("parameters")),
                Instant.parse(node.get("created").asString()));
    }

    static Database defaultDatabase() {
        return Database.of(Catalog.DEFAULT_DATABASE, Optional.empty(), Optional.empty(), java.util.Map.of());
    }
}
