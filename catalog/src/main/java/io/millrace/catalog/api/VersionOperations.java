package io.millrace.catalog.api;

import io.millrace.base.Json;
import io.millrace.catalog.CatalogException;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The versions of tables. Shared between threads. */
record VersionOperations(Glue glue) {

    /** The version asked for, else the current one. */
    ObjectNode get(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:GetTableVersion");
        Optional<String> wanted = input.string("VersionId");
        input.refuseUnread();
        long current = glue.require(of).version();
        long version = wanted.map(TableOperations::version).orElse(current);
        Table found = versions(of).stream()
                .filter(table -> table.version() == version)
                .findFirst()
                .orElseThrow(() -> GlueError.missing("Version " + version + " of table " + of.table() + " not found."));
        ObjectNode answer = Glue.nothing();
        answer.set("TableVersion", write(found));
        return answer;
    }

    ObjectNode list(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:GetTableVersions");
        int limit = GlueInput.limit(input, 100);
        String after = GlueInput.after(input);
        input.refuseUnread();
        glue.require(of);
        long before = after.isEmpty() ? Long.MAX_VALUE : TableOperations.version(after);
        List<Table> left =
                versions(of).stream().filter(table -> table.version() < before).toList();
        ObjectNode answer = Glue.nothing();
        ArrayNode nodes = answer.putArray("TableVersions");
        left.stream().limit(limit).forEach(table -> nodes.add(write(table)));
        if (left.size() > limit) {
            answer.put(
                    "NextToken",
                    GlueInput.token(Long.toString(left.get(limit - 1).version())));
        }
        return answer;
    }

    ObjectNode delete(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:DeleteTableVersion");
        long version = TableOperations.version(input.requiredString("VersionId"));
        input.refuseUnread();
        glue.require(of);
        glue.catalog().dropVersion(of.region(), of.database(), of.table(), version);
        return Glue.nothing();
    }

    ObjectNode batchDelete(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:BatchDeleteTableVersion");
        List<String> versions = GlueInput.names(input, "VersionIds", 100);
        input.refuseUnread();
        glue.require(of);
        ArrayNode errors = Json.MAPPER.createArrayNode();
        for (String version : versions) {
            try {
                glue.catalog().dropVersion(of.region(), of.database(), of.table(), TableOperations.version(version));
            } catch (CatalogException refused) {
                ObjectNode error =
                        errors.addObject().put("TableName", of.table()).put("VersionId", version);
                TableOperations.detail(error, GlueError.of(refused), refused.text());
            }
        }
        ObjectNode answer = Glue.nothing();
        answer.set("Errors", errors);
        return answer;
    }

    private List<Table> versions(Partitions.Of of) {
        return glue.catalog().versions(of.region(), of.database(), of.table());
    }

    private ObjectNode write(Table table) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.set("Table", TableDocument.write(table, glue.account()));
        node.put("VersionId", Long.toString(table.version()));
        return node;
    }
}
