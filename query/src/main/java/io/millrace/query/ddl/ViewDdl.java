package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.catalog.ViewText;
import io.millrace.query.sql.CatalogTables;
import io.millrace.query.sql.TableLookup;
import io.millrace.query.sql.ViewDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Creates and shows views. Used by one thread, for one statement. */
record ViewDdl(DdlSession session) {

    private static final String EXPANDED = "/* Presto View */";

    DdlResult create(DdlStatement.CreateView create, Instant now) {
        DdlStatement.Name name = create.name();
        session.authorize("glue:CreateTable", name);
        Optional<Table> existing = session.catalog().table(session.region(), name.database(), name.table());
        if (existing.isPresent() && !create.view().replace()) {
            throw new DdlError("FAILED: ALREADY_EXISTS: "
                    + (existing.get().isView() ? "View already exists: " : "Table already exists: ") + name
                    + (existing.get().isView() ? ". Write CREATE OR REPLACE VIEW to change it." : ""));
        }
        if (existing.isPresent() && !existing.get().isView()) {
            throw new DdlError("FAILED: ALREADY_EXISTS: Table already exists: " + name);
        }
        session.requireDatabase(name.database());
        TableLookup lookup = new CatalogTables(session.catalog(), session.guard(), session.caller(), session.region());
        Table view = table(name, create.view().define(lookup, create.database(), now));
        if (existing.isPresent()) {
            session.authorize("glue:UpdateTable", name);
            session.catalog()
                    .updateTable(
                            session.region(),
                            view,
                            OptionalLong.of(existing.get().version()),
                            true);
        } else {
            session.catalog().createTable(session.region(), view, false);
        }
        return DdlResult.NONE;
    }

    DdlResult showCreate(DdlStatement.ShowCreateView show) {
        Table table = session.table(show.name());
        if (!table.isView()) {
            throw new DdlError("FAILED: SemanticException " + show.name() + " is a table. Use SHOW CREATE TABLE.");
        }
        ViewDefinition view = ViewDefinition.of(table);
        return DdlResult.one(
                "Create View",
                List.of(("CREATE VIEW " + show.name() + " AS \n" + view.originalSql())
                        .stripTrailing()
                        .split("\n", -1)));
    }

    private Table table(DdlStatement.Name name, ViewDefinition view) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("comment", "Presto View");
        parameters.put("presto_view", "true");
        List<Column> columns = view.columns().stream()
                .map(column -> Column.of(column.name(), hiveType(column)))
                .toList();
        return Table.named(name.database(), name.table())
                .type(Table.VIEW)
                .columns(columns)
                .parameters(parameters)
                .view(new ViewText(Optional.of(view.encoded()), Optional.of(EXPANDED)))
                .createdBy(Optional.of(session.caller().principal().toString()))
                .build();
    }

    private static String hiveType(ViewDefinition.ViewColumn column) {
        return column.hiveType()
                .orElseThrow(() -> new DdlError("FAILED: NOT_SUPPORTED: Invalid column type for column " + column.name()
                        + ": Unsupported Hive type: " + column.type() + ". Cast it in the view's query."));
    }
}
