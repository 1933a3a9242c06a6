package io.millrace.insight.data;

import io.millrace.insight.data.DataSet.Plan;
import io.millrace.insight.visual.ColumnType;
import io.millrace.insight.visual.DataColumn;
import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the parts of a CreateDataSet document that say where rows come from: {@code PhysicalTableMap}, {@code
 * LogicalTableMap}, {@code ImportMode}. What it does not read is refused by the caller.
 */
public final class DataSetReader {

    private DataSetReader() {}

    public static Plan read(Input input) {
        boolean spice = switch (input.requiredString("ImportMode")) {
            case "SPICE" -> true;
            case "DIRECT_QUERY" -> false;
            case String other ->
                throw input.broken(
                        "ImportMode", other, "Member must satisfy enum value set: " + "[SPICE, DIRECT_QUERY]");
        };
        Map<String, Input> tables = entries(input, "PhysicalTableMap");
        if (tables.size() != 1) {
            throw invalid("PhysicalTableMap holds " + tables.size() + " tables. A data set reads one here: join in a "
                    + "CustomSql.");
        }
        Map.Entry<String, Input> table = tables.entrySet().iterator().next();
        Plan plan = physical(spice, table.getValue());
        Map<String, Input> logical = entries(input, "LogicalTableMap");
        if (logical.isEmpty()) {
            return plan;
        }
        if (logical.size() != 1) {
            throw invalid("LogicalTableMap holds " + logical.size() + " tables. Leave one, over the physical table.");
        }
        return logical(plan, logical.values().iterator().next(), table.getKey());
    }

    private static Plan physical(boolean spice, Input table) {
        Optional<Input> relation = table.object("RelationalTable");
        if (relation.isPresent()) {
            Input body = relation.get();
            body.string("Catalog").ifPresent(catalog -> {
                if (!catalog.equals("AwsDataCatalog")) {
                    throw body.broken("Catalog", catalog, "Member must be AwsDataCatalog, the only catalog here");
                }
            });
            DataSet.Relation origin =
                    new DataSet.Relation(body.string("Schema").orElse("default"), body.requiredString("Name"));
            return new Plan(spice, body.requiredString("DataSourceArn"), origin, columns(body, "InputColumns"));
        }
        Input body = table.requiredObject("CustomSql");
        DataSet.CustomQuery origin =
                new DataSet.CustomQuery(body.requiredString("Name"), body.requiredString("SqlQuery"));
        return new Plan(spice, body.requiredString("DataSourceArn"), origin, columns(body, "Columns"));
    }

    private static List<DataColumn> columns(Input table, String name) {
        List<DataColumn> columns = new ArrayList<>();
        for (Input column : table.objects(name)) {
            String columnName = column.requiredString("Name");
            if (columnName.isEmpty()) {
                throw column.broken("Name", "", "Member must have length greater than or equal to 1");
            }
            ColumnType type = type(column);
            column.string("SubType");
            columns.add(new DataColumn(columnName, columnName, type));
        }
        if (columns.isEmpty()) {
            throw invalid(name + " is empty. Name the columns that the data set offers, with their types.");
        }
        unique(columns);
        return List.copyOf(columns);
    }

    private static void unique(List<DataColumn> columns) {
        Set<String> names = new HashSet<>();
        for (DataColumn column : columns) {
            if (!names.add(column.name())) {
                throw invalid("The column '" + column.name() + "' is there twice. Rename one of them.");
            }
        }
    }

    private static ColumnType type(Input column) {
        String type = column.requiredString("Type");
        return switch (type) {
            case "STRING" -> ColumnType.STRING;
            case "INTEGER" -> ColumnType.INTEGER;
            case "DECIMAL" -> ColumnType.DECIMAL;
            case "DATETIME" -> ColumnType.DATETIME;
            case "BOOLEAN", "BIT" -> ColumnType.BOOLEAN;
            default ->
                throw column.broken(
                        "Type",
                        type,
                        "Member must be one of those supported here: "
                                + "[STRING, INTEGER, DECIMAL, DATETIME, BIT, BOOLEAN]");
        };
    }

    /** One logical table over the physical one; it may choose and rename columns, no more. */
    private static Plan logical(Plan plan, Input table, String physicalId) {
        table.requiredString("Alias");
        String source = table.requiredObject("Source").requiredString("PhysicalTableId");
        if (!source.equals(physicalId)) {
            throw invalid("The logical table reads '" + source + "', but PhysicalTableMap has '" + physicalId + "'.");
        }
        List<DataColumn> columns = plan.columns();
        for (Input transform : table.objects("DataTransforms")) {
            columns = transformed(columns, transform);
        }
        unique(columns);
        return new Plan(plan.spice(), plan.dataSourceArn(), plan.origin(), columns);
    }

    private static List<DataColumn> transformed(List<DataColumn> columns, Input transform) {
        Optional<Input> projection = transform.object("ProjectOperation");
        if (projection.isPresent()) {
            List<DataColumn> kept = new ArrayList<>();
            for (String name : projection.get().strings("ProjectedColumns")) {
                kept.add(column(columns, name));
            }
            return kept;
        }
        Input rename = transform.requiredObject("RenameColumnOperation");
        DataColumn old = column(columns, rename.requiredString("ColumnName"));
        String name = rename.requiredString("NewColumnName");
        return columns.stream()
                .map(column -> column.equals(old) ? new DataColumn(name, column.source(), column.type()) : column)
                .toList();
    }

    private static DataColumn column(List<DataColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("A transform names the column '" + name + "', which there is not."));
    }

    private static Map<String, Input> entries(Input input, String name) {
        Map<String, Input> entries = new LinkedHashMap<>();
        input.object(name).ifPresent(map -> {
            JsonNode node = input.node(name).orElseThrow();
            ((ObjectNode) node).propertyNames().forEach(key -> entries.put(key, map.requiredObject(key)));
        });
        return entries;
    }

    private static WireException invalid(String message) {
        return new WireException(CommonError.VALIDATION, message);
    }
}
