package io.millrace.catalog.api;

import io.millrace.base.Json;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables, and what Terraform and Trino ask about them. Shared between threads. */
record TableOperations(Glue glue) {

    ObjectNode create(WireRequest request, Input input) {
        GlueInput.catalog(request, input);
        String database = GlueInput.name(input, "DatabaseName");
        GlueInput.refuseUnlessEmpty(input, "PartitionIndexes");
        Table table = TableDocument.table(database, input.requiredObject("TableInput"))
                .createdBy(Optional.of(request.caller().principal().toString()))
                .build();
        input.refuseUnread();
        glue.guard().table(request.caller(), request.region(), "glue:CreateTable", database, table.name());
        glue.catalog().createTable(request.region(), table, false);
        return Glue.nothing();
    }

    ObjectNode get(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "Name", "glue:GetTable");
        input.refuseUnread();
        ObjectNode answer = Glue.nothing();
        answer.set("Table", TableDocument.write(glue.require(of), glue.account()));
        return answer;
    }

    ObjectNode list(WireRequest request, Input input) {
        GlueInput.catalog(request, input);
        String database = GlueInput.name(input, "DatabaseName");
        Optional<Pattern> pattern =
                input.string("Expression").filter(text -> !text.isEmpty()).map(TableOperations::pattern);
        boolean namesOnly = namesOnly(input);
        int limit = GlueInput.limit(input, 100);
        String after = GlueInput.after(input);
        input.refuseUnread();
        glue.guard().table(request.caller(), request.region(), "glue:GetTables", database, "*");
        if (glue.catalog().database(request.region(), database).isEmpty()) {
            throw GlueError.missing("Database " + database + " not found.");
        }
        List<Table> left = glue.catalog().tables(request.region(), database).stream()
                .filter(table -> table.name().compareTo(after) > 0)
                .filter(table ->
                        pattern.isEmpty() || pattern.get().matcher(table.name()).matches())
                .toList();
        ObjectNode answer = Glue.nothing();
        ArrayNode nodes = answer.putArray("TableList");
        left.stream()
                .limit(limit)
                .forEach(table -> nodes.add(namesOnly ? name(table) : TableDocument.write(table, glue.account())));
        if (left.size() > limit) {
            answer.put("NextToken", GlueInput.token(left.get(limit - 1).name()));
        }
        return answer;
    }

    ObjectNode update(WireRequest request, Input input) {
        GlueInput.catalog(request, input);
        String database = GlueInput.name(input, "DatabaseName");
        Table table = TableDocument.table(database, input.requiredObject("TableInput"))
                .build();
        boolean archive = !input.bool("SkipArchive").orElse(false);
        OptionalLong expected = input.string("VersionId")
                .map(text -> OptionalLong.of(version(text)))
                .orElse(OptionalLong.empty());
        input.refuseUnread();
        glue.guard().table(request.caller(), request.region(), "glue:UpdateTable", database, table.name());
        glue.require(new Partitions.Of(request.region(), database, table.name()));
        glue.catalog().updateTable(request.region(), table, expected, archive);
        return Glue.nothing();
    }

    ObjectNode delete(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "Name", "glue:DeleteTable");
        input.refuseUnread();
        glue.require(of);
        glue.catalog().dropTable(of.region(), of.database(), of.table());
        return Glue.nothing();
    }

    ObjectNode batchDelete(WireRequest request, Input input) {
        GlueInput.catalog(request, input);
        String database = GlueInput.name(input, "DatabaseName");
        List<String> names = GlueInput.names(input, "TablesToDelete", 100);
        input.refuseUnread();
        names.forEach(
                name -> glue.guard().table(request.caller(), request.region(), "glue:DeleteTable", database, name));
        ArrayNode errors = Json.MAPPER.createArrayNode();
        for (String name : names) {
            if (!glue.catalog().dropTable(request.region(), database, name)) {
                ObjectNode error = errors.addObject().put("TableName", name);
                detail(error, GlueError.ENTITY_NOT_FOUND, "Table " + name + " not found.");
            }
        }
        ObjectNode answer = Glue.nothing();
        answer.set("Errors", errors);
        return answer;
    }

    /** There are none: partitions are filtered without an index. */
    ObjectNode partitionIndexes(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:GetPartitionIndexes");
        GlueInput.after(input);
        input.refuseUnread();
        glue.require(of);
        ObjectNode answer = Glue.nothing();
        answer.putArray("PartitionIndexDescriptorList");
        return answer;
    }

    /** None are kept, and engines plan without them. */
    ObjectNode statistics(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:GetTable");
        GlueInput.names(input, "ColumnNames", 100);
        input.refuseUnread();
        glue.require(of);
        return noStatistics();
    }

    ObjectNode partitionStatistics(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:GetPartition");
        List<String> values = GlueInput.values(input, "PartitionValues");
        GlueInput.names(input, "ColumnNames", 100);
        input.refuseUnread();
        glue.require(of);
        if (glue.catalog().partitions().find(of, values).isEmpty()) {
            throw GlueError.missing("Cannot find partition.");
        }
        return noStatistics();
    }

    /** There are none. */
    ObjectNode functions(WireRequest request, Input input) {
        GlueInput.catalog(request, input);
        GlueInput.name(input, "Pattern");
        input.string("DatabaseName");
        input.string("FunctionType");
        GlueInput.limit(input, 100);
        GlueInput.after(input);
        input.refuseUnread();
        glue.guard().catalog(request.caller(), request.region(), "glue:GetUserDefinedFunctions");
        ObjectNode answer = Glue.nothing();
        answer.putArray("UserDefinedFunctions");
        return answer;
    }

    static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw GlueError.invalid("Version '" + text + "' is no version. Versions are whole numbers from 0.");
        }
    }

    static void detail(ObjectNode target, GlueError error, String message) {
        target.putObject("ErrorDetail").put("ErrorCode", error.wireName()).put("ErrorMessage", message);
    }

    private static ObjectNode noStatistics() {
        ObjectNode answer = Glue.nothing();
        answer.putArray("ColumnStatisticsList");
        answer.putArray("Errors");
        return answer;
    }

    private static ObjectNode name(Table table) {
        return Json.MAPPER
                .createObjectNode()
                .put("Name", table.name())
                .put("DatabaseName", table.database())
                .put("TableType", table.type());
    }

    private static boolean namesOnly(Input input) {
        List<String> wanted = input.strings("AttributesToGet");
        for (String attribute : wanted) {
            if (!List.of("NAME", "TABLE_TYPE").contains(attribute)) {
                throw GlueError.invalid("AttributesToGet can be NAME and TABLE_TYPE, not " + attribute + ".");
            }
        }
        return !wanted.isEmpty();
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException bad) {
            throw GlueError.invalid("Expression is no regular expression: " + bad.getDescription() + ".");
        }
    }
}
