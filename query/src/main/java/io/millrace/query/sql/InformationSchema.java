package io.millrace.query.sql;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.formats.HiveType;
import io.millrace.query.sql.AnalyzedQuery.OutputColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The catalog as tables: {@code information_schema.tables} and its like, as far as the caller may see it. Immutable. */
record InformationSchema(TableLookup tables) {

    static final String NAME = "information_schema";

    private static final String TEXT = "VARCHAR";
    private static final String NOTHING = "CAST(NULL AS VARCHAR)";

    /** The relation of that name, or empty where there is none. */
    Optional<Rendered> relation(String name) {
        return switch (name) {
            case "schemata" ->
                Optional.of(rendered(
                        List.of("catalog_name", "schema_name"),
                        tables.databases().stream()
                                .map(database -> List.of(Relations.CATALOG, database))
                                .map(InformationSchema::texts)
                                .toList()));
            case "tables" ->
                Optional.of(rendered(
                        List.of("table_catalog", "table_schema", "table_name", "table_type"),
                        all(table -> List.of(row(table, text(table.isView() ? "VIEW" : "BASE TABLE"))))));
            case "views" ->
                Optional.of(rendered(
                        List.of("table_catalog", "table_schema", "table_name", "view_definition"),
                        all(table -> table.isView()
                                ? List.of(
                                        row(table, text(ViewDefinition.of(table).originalSql())))
                                : List.of())));
            case "columns" ->
                Optional.of(rendered(
                        List.of(
                                "table_catalog",
                                "table_schema",
                                "table_name",
                                "column_name",
                                "ordinal_position",
                                "column_default",
                                "is_nullable",
                                "data_type",
                                "comment",
                                "extra_info"),
                        all(InformationSchema::columns)));
            default -> Optional.empty();
        };
    }

    private List<List<String>> all(Function<Table, List<List<String>>> rows) {
        return tables.databases().stream()
                .flatMap(database -> tables.tables(database).stream())
                .flatMap(table -> rows.apply(table).stream())
                .toList();
    }

    private static List<List<String>> columns(Table table) {
        List<List<String>> rows = new ArrayList<>();
        for (Column column : table.allColumns()) {
            boolean partition = rows.size() >= table.columns().size();
            rows.add(row(
                    table,
                    text(column.name()),
                    (rows.size() + 1) + "::BIGINT",
                    NOTHING,
                    text("YES"),
                    text(type(column.type())),
                    column.comment().map(InformationSchema::text).orElse(NOTHING),
                    partition ? text("partition key") : NOTHING));
        }
        return rows;
    }

    /** Trino's name of the type; of one that queries here do not know, the name that Hive gives it. */
    private static String type(String hive) {
        try {
            HiveType type = HiveType.parse(hive);
            return type.kind() == HiveType.Kind.VARCHAR
                    ? type.toString()
                    : SqlType.of(type).toString();
        } catch (HiveType.UnsupportedType unknown) {
            return hive;
        }
    }

    private static List<String> row(Table table, String... more) {
        List<String> row = new ArrayList<>(texts(List.of(Relations.CATALOG, table.database(), table.name())));
        row.addAll(List.of(more));
        return row;
    }

    private static List<String> texts(List<String> values) {
        return values.stream().map(InformationSchema::text).toList();
    }

    private static String text(String value) {
        return "CAST(" + Literals.quote(value.replace("\0", "")) + " AS " + TEXT + ")";
    }

    private static Rendered rendered(List<String> names, List<List<String>> rows) {
        List<OutputColumn> columns = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<String> nothing = new ArrayList<>();
        for (String name : names) {
            SqlType type = name.equals("ordinal_position") ? SqlType.BIGINT : SqlType.VARCHAR;
            nothing.add("CAST(NULL AS " + type.duck() + ")");
            places.add(Rendered.column(columns.size()));
            columns.add(new OutputColumn(name, type));
        }
        List<String> values =
                rows.stream().map(row -> "(" + String.join(", ", row) + ")").toList();
        String list = values.isEmpty() ? "(" + String.join(", ", nothing) + ")" : String.join(", ", values);
        return new Rendered(
                "SELECT * FROM (VALUES " + list + ") AS v(" + String.join(", ", places) + ")"
                        + (values.isEmpty() ? " WHERE false" : ""),
                columns);
    }
}
