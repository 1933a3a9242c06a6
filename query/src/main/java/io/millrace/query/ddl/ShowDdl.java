package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.Database;
import io.millrace.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers what is asked about databases and tables. Used by one thread, for one statement. */
record ShowDdl(DdlSession session) {

    DdlResult databases(DdlStatement.ShowDatabases show) {
        session.guard().catalog(session.caller(), session.region(), "glue:GetDatabases");
        List<String> names = session.catalog().databases(session.region()).stream()
                .map(Database::name)
                .toList();
        return DdlResult.one("database_name", matching(names, show.pattern()));
    }

    DdlResult tables(DdlStatement.ShowTables show) {
        session.guard().table(session.caller(), session.region(), "glue:GetTables", show.database(), "*");
        session.requireDatabase(show.database());
        List<String> names = session.catalog().tables(session.region(), show.database()).stream()
                .filter(table -> table.isView() || !show.viewsOnly())
                .map(Table::name)
                .toList();
        return DdlResult.one(show.viewsOnly() ? "views" : "tab_name", matching(names, show.pattern()));
    }

    DdlResult columns(DdlStatement.ShowColumns show) {
        Table table = session.table(show.name());
        return DdlResult.one(
                "field", table.allColumns().stream().map(Column::name).toList());
    }

    DdlResult properties(DdlStatement.ShowProperties show) {
        Table table = session.table(show.name());
        List<List<String>> rows = new ArrayList<>();
        if (show.property().isPresent()) {
            String key = show.property().get();
            String value = table.parameters().get(key);
            rows.add(List.of(key, value == null ? "Table " + show.name() + " does not have property: " + key : value));
        } else {
            table.parameters().forEach((key, value) -> rows.add(List.of(key, value)));
        }
        return new DdlResult(List.of("prpt_name", "prpt_value"), rows);
    }

    DdlResult createTable(DdlStatement.ShowCreateTable show) {
        Table table = session.table(show.name());
        if (table.isView()) {
            throw new DdlError("FAILED: SemanticException " + show.name() + " is a view. Use SHOW CREATE VIEW.");
        }
        return DdlResult.one("createtab_stmt", CreateTableText.lines(table));
    }

    DdlResult describe(DdlStatement.Describe describe) {
        Table table = session.table(describe.name());
        if (describe.column().isPresent()) {
            String name = describe.column().get();
            List<Column> column = table.allColumns().stream()
                    .filter(it -> it.name().equals(name))
                    .toList();
            if (column.isEmpty()) {
                throw new DdlError("FAILED: SemanticException [Error 10002]: Invalid column reference " + name);
            }
            return DescribeText.columns(column);
        }
        if (describe.spec().isPresent()) {
            session.authorize("glue:GetPartition", describe.name());
            List<String> values = PartitionSpecs.values(table, describe.spec().get());
            return DescribeText.partition(
                    table, new PartitionDdl(session).find(describe.name(), table, values), describe.detail());
        }
        return DescribeText.table(table, describe.detail());
    }

    /** Hive's patterns: {@code *} for anything, {@code |} between choices. */
    private static List<String> matching(List<String> names, Optional<String> pattern) {
        if (pattern.isEmpty()) {
            return names;
        }
        StringBuilder regex = new StringBuilder();
        for (String choice : pattern.get().split("\\|", -1)) {
            regex.append(regex.isEmpty() ? "" : "|");
            for (String part : choice.replaceAll("(\\*|\\.\\*)+", "*").split("(?=\\*)|(?<=\\*)", -1)) {
                regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
            }
        }
        Pattern compiled = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
        return names.stream().filter(name -> compiled.matcher(name).matches()).toList();
    }
}
