package io.millrace.query;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Json;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.Column;
import io.millrace.catalog.Database;
import io.millrace.catalog.Table;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Data catalogs, databases and tables as Athena shows them. Shared between threads. */
final class AthenaMetadata {

    private final Catalog catalog;
    private final Access access;
    private final String account;

    AthenaMetadata(Catalog catalog, Access access, String account) {
        this.catalog = catalog;
        this.access = access;
        this.account = account;
    }

    ObjectNode catalogs(WireRequest request, Input input) {
        AthenaPages.limit(input, 50, 50);
        AthenaPages.place(input);
        input.string("WorkGroup");
        input.refuseUnread();
        access.authorize(
                request.caller(),
                "athena:ListDataCatalogs",
                Arn.of("athena", request.region(), account, "datacatalog/*"));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.putArray("DataCatalogsSummary")
                .addObject()
                .put("CatalogName", "AwsDataCatalog")
                .put("Type", "GLUE");
        return answer;
    }

    ObjectNode catalog(WireRequest request, Input input) {
        Query.requireCatalog(input.requiredString("Name"));
        input.string("WorkGroup");
        input.refuseUnread();
        authorize(request, "athena:GetDataCatalog");
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.putObject("DataCatalog").put("Name", "AwsDataCatalog").put("Type", "GLUE");
        return answer;
    }

    ObjectNode databases(WireRequest request, Input input) {
        Query.requireCatalog(input.requiredString("CatalogName"));
        int limit = AthenaPages.limit(input, 50, 50);
        int offset = AthenaPages.offset(input);
        input.string("WorkGroup");
        input.refuseUnread();
        authorize(request, "athena:ListDatabases");
        List<Database> all = catalog.databases(request.region());
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode nodes = answer.putArray("DatabaseList");
        AthenaPages.page(all, offset, limit, answer).forEach(database -> nodes.add(node(database)));
        return answer;
    }

    ObjectNode database(WireRequest request, Input input) {
        Query.requireCatalog(input.requiredString("CatalogName"));
        String name = input.requiredString("DatabaseName");
        input.string("WorkGroup");
        input.refuseUnread();
        authorize(request, "athena:GetDatabase");
        Database database = catalog.database(request.region(), name).orElseThrow(() -> missing("Database " + name));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("Database", node(database));
        return answer;
    }

    ObjectNode tables(WireRequest request, Input input) {
        Query.requireCatalog(input.requiredString("CatalogName"));
        String database = input.requiredString("DatabaseName");
        Pattern pattern = pattern(input.string("Expression").orElse(".*"));
        int limit = AthenaPages.limit(input, 50, 50);
        int offset = AthenaPages.offset(input);
        input.string("WorkGroup");
        input.refuseUnread();
        authorize(request, "athena:ListTableMetadata");
        if (catalog.database(request.region(), database).isEmpty()) {
            throw missing("Database " + database);
        }
        List<Table> all = catalog.tables(request.region(), database).stream()
                .filter(table -> pattern.matcher(table.name()).find())
                .toList();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode nodes = answer.putArray("TableMetadataList");
        AthenaPages.page(all, offset, limit, answer).forEach(table -> nodes.add(node(table)));
        return answer;
    }

    ObjectNode table(WireRequest request, Input input) {
        Query.requireCatalog(input.requiredString("CatalogName"));
        String database = input.requiredString("DatabaseName");
        String name = input.requiredString("TableName");
        input.string("WorkGroup");
        input.refuseUnread();
        authorize(request, "athena:GetTableMetadata");
        Table table = catalog.table(request.region(), database, name).orElseThrow(() -> missing("Table " + name));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("TableMetadata", node(table));
        return answer;
    }

    private void authorize(WireRequest request, String action) {
        access.authorize(
                request.caller(), action, Arn.of("athena", request.region(), account, "datacatalog/AwsDataCatalog"));
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException bad) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, "Expression is no regular expression: " + bad.getDescription() + ".");
        }
    }

    private static ObjectNode node(Database database) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("Name", database.name());
        database.description().ifPresent(text -> node.put("Description", text));
        ObjectNode parameters = node.putObject("Parameters");
        database.parameters().forEach(parameters::put);
        return node;
    }

    private static ObjectNode node(Table table) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("Name", table.name());
        node.put("CreateTime", AthenaExecutions.seconds(table.created()));
        node.put("TableType", table.type());
        columns(node.putArray("Columns"), table.columns());
        columns(node.putArray("PartitionKeys"), table.partitionKeys());
        ObjectNode parameters = node.putObject("Parameters");
        table.parameters().forEach(parameters::put);
        parameters
                .put("inputformat", table.inputFormat())
                .put("location", table.location())
                .put("outputformat", table.outputFormat())
                .put("serde.serialization.lib", table.serdeClass());
        table.serdeParameters().forEach((key, value) -> parameters.put("serde.param." + key, value));
        return node;
    }

    private static void columns(ArrayNode target, List<Column> columns) {
        for (Column column : columns) {
            ObjectNode node = target.addObject().put("Name", column.name()).put("Type", column.type());
            column.comment().ifPresent(text -> node.put("Comment", text));
        }
    }

    private static WireException missing(String what) {
        return new WireException(AthenaError.METADATA, "EntityNotFoundException: " + what + " not found.");
    }
}
