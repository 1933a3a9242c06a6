package io.millrace.catalog;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A storage as members of the document of a table or partition. */
final class StorageJson {

    private StorageJson() {}

    static void put(ObjectNode node, Storage storage) {
        JsonNodes.putColumns(node.putArray("columns"), storage.columns());
        node.put("location", storage.location());
        node.put("inputFormat", storage.inputFormat());
        node.put("outputFormat", storage.outputFormat());
        node.put("serdeClass", storage.serde().library());
        JsonNodes.putText(node, "serdeName", storage.serde().name());
        JsonNodes.putMap(node, "serdeParameters", storage.serde().parameters());
        node.put("compressed", storage.compressed());
        node.put("bucketCount", storage.bucketCount());
        JsonNodes.putStrings(node, "bucketColumns", storage.bucketColumns());
        if (!storage.sortColumns().isEmpty()) {
            ArrayNode sort = node.putArray("sortColumns");
            storage.sortColumns()
                    .forEach(column ->
                            sort.addObject().put("column", column.column()).put("ascending", column.ascending()));
        }
        JsonNodes.putMap(node, "storageParameters", storage.parameters());
        node.put("storedAsSubDirectories", storage.storedAsSubDirectories());
    }

    static Storage read(ObjectNode node) {
        return Storage.builder()
                .columns(JsonNodes.columns(node.get("columns")))
                .location(node.path("location").asString(""))
                .formats(
                        node.path("inputFormat").asString(""),
                        node.path("outputFormat").asString(""))
                .serde(new Serde(
                        JsonNodes.text(node, "serdeName"),
                        node.path("serdeClass").asString(""),
                        JsonNodes.map(node.get("serdeParameters"))))
                .compressed(node.path("compressed").asBoolean(false))
                .buckets(node.path("bucketCount").asInt(0), JsonNodes.strings(node.get("bucketColumns")))
                .sortColumns(sortColumns(node))
                .parameters(JsonNodes.map(node.get("storageParameters")))
                .storedAsSubDirectories(node.path("storedAsSubDirectories").asBoolean(false))
                .build();
    }

    private static List<SortColumn> sortColumns(ObjectNode node) {
        List<SortColumn> columns = new ArrayList<>();
        for (JsonNode column : node.path("sortColumns")) {
            columns.add(new SortColumn(
                    column.get("column").asString(), column.get("ascending").asBoolean()));
        }
        return columns;
    }
}
