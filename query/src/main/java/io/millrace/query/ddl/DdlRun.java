package io.millrace.query.ddl;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogException;
import io.millrace.catalog.Column;
import io.millrace.catalog.Database;
import io.millrace.catalog.PartitionProjection;
import io.millrace.catalog.ProjectionError;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.formats.HiveType;
import io.millrace.formats.SerDes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs statements of the Hive part against the catalog, with the caller's rights on it. Shared between threads. */
public final class DdlRun {

    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat";

    /** Decides whether the caller may; throws where not. */
    @FunctionalInterface
    public interface Decision {
        void authorize(Caller caller, String action, Arn resource);
    }

    private final Catalog catalog;
    private final Decision decision;
    private final String account;

    public DdlRun(Catalog catalog, Decision decision, String account) {
        this.catalog = catalog;
        this.decision = decision;
        this.account = account;
    }

    /** Runs the statement. */
    public DdlResult run(Caller caller, String region, DdlStatement statement) {
        try {
            return switch (statement) {
                case DdlStatement.CreateTable it -> createTable(caller, region, it);
                case DdlStatement.CreateDatabase it -> createDatabase(caller, region, it);
                case DdlStatement.DropTable it -> dropTable(caller, region, it);
                case DdlStatement.DropDatabase it -> dropDatabase(caller, region, it);
                case DdlStatement.ShowDatabases it -> showDatabases(caller, region, it);
                case DdlStatement.ShowTables it -> showTables(caller, region, it);
                case DdlStatement.ShowColumns it ->
                    one(
                            "field",
                            table(caller, region, it.name()).allColumns().stream()
                                    .map(Column::name)
                                    .toList());
                case DdlStatement.ShowPartitions it -> showPartitions(caller, region, it);
                case DdlStatement.ShowProperties it -> showProperties(caller, region, it);
                case DdlStatement.ShowCreateTable it ->
                    one("createtab_stmt", CreateTableText.lines(table(caller, region, it.name())));
                case DdlStatement.Describe it -> describe(table(caller, region, it.name()), it.detailed());
                case DdlStatement.AlterProperties it -> alter(caller, region, it.name(), properties(it.properties()));
                case DdlStatement.AlterLocation it ->
                    alter(caller, region, it.name(), table -> table.location(directory(it.location())));
                case DdlStatement.AlterColumns it -> alterColumns(caller, region, it);
            };
        } catch (CatalogException | ProjectionError refused) {
            throw new DdlError("FAILED: " + refused.getMessage());
        }
    }

    private DdlResult createTable(Caller caller, String region, DdlStatement.CreateTable create) {
        authorize(caller, region, "glue:CreateTable", create.name());
        DdlStatement.TableClauses clauses = create.clauses();
        if (!create.external()) {
            throw new DdlError("FAILED: SemanticException Only external tables are supported here."
                    + " Write CREATE EXTERNAL TABLE.");
        }
        String location = clauses.location()
                .orElseThrow(() -> new DdlError(
                        "FAILED: SemanticException A LOCATION is needed: LOCATION 's3://bucket/prefix/'."));
        String serde = clauses.serdeClass()
                .orElseThrow(() -> new DdlError("FAILED: SemanticException A SerDe is needed: ROW FORMAT SERDE '"
                        + SerDes.supported().getFirst() + "'."));
        Map<String, String> parameters = new LinkedHashMap<>(clauses.properties());
        parameters.putIfAbsent("EXTERNAL", "TRUE");
        Table table = Table.named(create.name().database(), create.name().table())
                .columns(clauses.columns())
                .partitionKeys(clauses.partitionKeys())
                .comment(clauses.comment())
                .location(directory(location))
                .formats(
                        clauses.inputFormat().orElse(TEXT_INPUT),
                        clauses.outputFormat().orElse(TEXT_OUTPUT))
                .serde(serde, clauses.serdeProperties())
                .parameters(parameters)
                .build();
        check(table);
        catalog.createTable(region, table, create.ifNotExists());
        return DdlResult.NONE;
    }

    /** What could never be read is refused now, by name. */
    private static void check(Table table) {
        if (!SerDes.supports(table.serdeClass())) {
            throw new DdlError("FAILED: SemanticException The SerDe " + table.serdeClass()
                    + " is not supported yet. Supported: " + String.join(", ", SerDes.supported()) + ".");
        }
        if (!table.inputFormat().equals(TEXT_INPUT)) {
            throw new DdlError("FAILED: SemanticException The input format " + table.inputFormat()
                    + " is not supported yet. Supported: " + TEXT_INPUT + ".");
        }
        Set<String> names = new HashSet<>();
        for (Column column : table.allColumns()) {
            if (!names.add(column.name())) {
                throw new DdlError("FAILED: SemanticException Column " + column.name() + " is there twice.");
            }
            try {
                HiveType.parse(column.type());
            } catch (HiveType.UnsupportedType unsupported) {
                throw new DdlError(
                        "FAILED: SemanticException Column " + column.name() + ": " + unsupported.getMessage());
            }
        }
        if (PartitionProjection.of(table).isEmpty() && !table.partitionKeys().isEmpty()) {
            throw new DdlError("FAILED: SemanticException Table " + table.qualifiedName() + " has partition columns"
                    + " but no partition projection, and registered partitions are not supported yet."
                    + " Set 'projection.enabled' = 'true' and the columns' 'projection.*' properties.");
        }
    }

    private DdlResult createDatabase(Caller caller, String region, DdlStatement.CreateDatabase create) {
        decision.authorize(caller, "glue:CreateDatabase", database(region, create.name()));
        if (create.ifNotExists() && catalog.database(region, create.name()).isPresent()) {
            return DdlResult.NONE;
        }
        catalog.createDatabase(
                region, Database.of(create.name(), create.comment(), create.location(), create.properties()));
        return DdlResult.NONE;
    }

    private DdlResult dropTable(Caller caller, String region, DdlStatement.DropTable drop) {
        authorize(caller, region, "glue:DeleteTable", drop.name());
        boolean dropped =
                catalog.dropTable(region, drop.name().database(), drop.name().table());
        if (!dropped && !drop.ifExists()) {
            throw new DdlError("FAILED: SemanticException [Error 10001]: Table not found " + drop.name());
        }
        return DdlResult.NONE;
    }

    private DdlResult dropDatabase(Caller caller, String region, DdlStatement.DropDatabase drop) {
        decision.authorize(caller, "glue:DeleteDatabase", database(region, drop.name()));
        if (catalog.database(region, drop.name()).isEmpty()) {
            if (drop.ifExists()) {
                return DdlResult.NONE;
            }
            throw new DdlError("FAILED: SemanticException [Error 10072]: Database does not exist: " + drop.name());
        }
        catalog.dropDatabase(region, drop.name(), drop.cascade());
        return DdlResult.NONE;
    }

    private DdlResult showDatabases(Caller caller, String region, DdlStatement.ShowDatabases show) {
        decision.authorize(caller, "glue:GetDatabases", Arn.of("glue", region, account, "catalog"));
        return one(
                "database_name",
                matching(
                        catalog.databases(region).stream().map(Database::name).toList(),
                        show.pattern().orElse("*")));
    }

    private DdlResult showTables(Caller caller, String region, DdlStatement.ShowTables show) {
        decision.authorize(caller, "glue:GetTables", database(region, show.database()));
        if (catalog.database(region, show.database()).isEmpty()) {
            throw new DdlError("FAILED: SemanticException [Error 10072]: Database does not exist: " + show.database());
        }
        List<String> names = catalog.tables(region, show.database()).stream()
                .map(Table::name)
                .toList();
        return one("tab_name", matching(names, show.pattern().orElse("*")));
    }

    private DdlResult showPartitions(Caller caller, String region, DdlStatement.ShowPartitions show) {
        Table table = table(caller, region, show.name());
        if (table.partitionKeys().isEmpty()) {
            throw new DdlError(
                    "FAILED: SemanticException [Error 10241]: Table " + show.name() + " is not a partitioned table");
        }
        return one("partition", List.of());
    }

    private DdlResult showProperties(Caller caller, String region, DdlStatement.ShowProperties show) {
        Table table = table(caller, region, show.name());
        List<List<String>> rows = new ArrayList<>();
        table.parameters().forEach((key, value) -> {
            if (show.property().map(key::equals).orElse(true)) {
                rows.add(List.of(key, value));
            }
        });
        return new DdlResult(List.of("prpt_name", "prpt_value"), rows);
    }

    private static DdlResult describe(Table table, boolean detailed) {
        List<List<String>> rows = new ArrayList<>();
        table.allColumns().forEach(column -> rows.add(row(column)));
        if (!table.partitionKeys().isEmpty()) {
            rows.add(List.of("", "", ""));
            rows.add(List.of("# Partition Information", "", ""));
            rows.add(List.of("# col_name", "data_type", "comment"));
            rows.add(List.of("", "", ""));
            table.partitionKeys().forEach(column -> rows.add(row(column)));
        }
        if (detailed) {
            rows.add(List.of("", "", ""));
            rows.add(List.of("# Detailed Table Information", "", ""));
            rows.add(List.of("Database:", table.database(), ""));
            rows.add(List.of("CreateTime:", table.created().toString(), ""));
            rows.add(List.of("Location:", table.location(), ""));
            rows.add(List.of("Table Type:", table.type(), ""));
            table.parameters().forEach((key, value) -> rows.add(List.of("", key, value)));
            rows.add(List.of("SerDe Library:", table.serdeClass(), ""));
            table.serdeParameters().forEach((key, value) -> rows.add(List.of("", key, value)));
        }
        return new DdlResult(List.of("col_name", "data_type", "comment"), rows);
    }

    private static List<String> row(Column column) {
        return List.of(column.name(), column.type(), column.comment().orElse(""));
    }

    /** One change of a table that is being altered. */
    private interface Change {
        Table.Builder apply(Table.Builder table);
    }

    private DdlResult alter(Caller caller, String region, DdlStatement.Name name, Change change) {
        authorize(caller, region, "glue:UpdateTable", name);
        Table before = table(caller, region, name);
        Table altered = change.apply(before.change()).build();
        check(altered);
        catalog.updateTable(region, altered, OptionalLong.of(before.version()), true);
        return DdlResult.NONE;
    }

    private static Change properties(Map<String, String> more) {
        return builder -> {
            Map<String, String> all = new LinkedHashMap<>(builder.build().parameters());
            all.putAll(more);
            return builder.parameters(all);
        };
    }

    private DdlResult alterColumns(Caller caller, String region, DdlStatement.AlterColumns alter) {
        return alter(caller, region, alter.name(), builder -> {
            List<Column> columns = new ArrayList<>(
                    alter.replace() ? List.of() : builder.build().columns());
            columns.addAll(alter.columns());
            return builder.columns(columns);
        });
    }

    private Table table(Caller caller, String region, DdlStatement.Name name) {
        authorize(caller, region, "glue:GetTable", name);
        return catalog.table(region, name.database(), name.table())
                .orElseThrow(() -> new DdlError("FAILED: SemanticException [Error 10001]: Table not found " + name));
    }

    private void authorize(Caller caller, String region, String action, DdlStatement.Name name) {
        decision.authorize(
                caller, action, Arn.of("glue", region, account, "table/" + name.database() + "/" + name.table()));
    }

    private Arn database(String region, String name) {
        return Arn.of("glue", region, account, "database/" + name);
    }

    private static String directory(String location) {
        TableLocation.parse(location);
        return location;
    }

    /** Hive's patterns: {@code *} for anything, {@code |} between choices. */
    private static List<String> matching(List<String> names, String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String choice : pattern.split("\\|", -1)) {
            regex.append(regex.isEmpty() ? "" : "|");
            regex.append(Pattern.quote(choice).replace("*", "\\E.*\\Q"));
        }
        Pattern compiled = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
        return names.stream().filter(name -> compiled.matcher(name).matches()).toList();
    }

    private static DdlResult one(String column, List<String> values) {
        return new DdlResult(List.of(column), values.stream().map(List::of).toList());
    }
}
