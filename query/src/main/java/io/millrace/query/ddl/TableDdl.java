package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.Database;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Creates, drops and alters databases and tables. Used by one thread, for one statement. */
record TableDdl(DdlSession session) {

    DdlResult create(DdlStatement.CreateTable create) {
        session.authorize("glue:CreateTable", create.name());
        Table table = TableMaking.table(create)
                .change()
                .createdBy(Optional.of(session.caller().principal().toString()))
                .build();
        TableMaking.check(table);
        session.requireDatabase(create.name().database());
        session.catalog().createTable(session.region(), table, create.ifNotExists());
        return DdlResult.NONE;
    }

    DdlResult create(DdlStatement.CreateDatabase create) {
        session.guard().database(session.caller(), session.region(), "glue:CreateDatabase", create.name());
        create.location().ifPresent(TableLocation::parse);
        boolean stands =
                session.catalog().database(session.region(), create.name()).isPresent();
        if (!create.ifNotExists() || !stands) {
            session.catalog()
                    .createDatabase(
                            session.region(),
                            Database.of(create.name(), create.comment(), create.location(), create.properties()));
        }
        return DdlResult.NONE;
    }

    DdlResult drop(DdlStatement.DropTable drop) {
        return drop(drop.name(), drop.ifExists(), table -> !table.isView(), "Cannot drop a view with DROP TABLE");
    }

    DdlResult drop(DdlStatement.DropView drop) {
        return drop(drop.name(), drop.ifExists(), Table::isView, "Cannot drop a base table with DROP VIEW");
    }

    DdlResult drop(DdlStatement.DropDatabase drop) {
        session.guard().database(session.caller(), session.region(), "glue:DeleteDatabase", drop.name());
        boolean stands =
                session.catalog().database(session.region(), drop.name()).isPresent();
        if (stands || !drop.ifExists()) {
            session.requireDatabase(drop.name());
            session.catalog().dropDatabase(session.region(), drop.name(), drop.cascade());
        }
        return DdlResult.NONE;
    }

    DdlResult alter(DdlStatement.AlterDatabase alter) {
        session.guard().database(session.caller(), session.region(), "glue:UpdateDatabase", alter.name());
        session.requireDatabase(alter.name());
        Database before =
                session.catalog().database(session.region(), alter.name()).orElseThrow();
        Map<String, String> all = new LinkedHashMap<>(before.parameters());
        all.putAll(alter.properties());
        session.catalog()
                .updateDatabase(
                        session.region(), Database.of(before.name(), before.description(), before.location(), all));
        return DdlResult.NONE;
    }

    DdlResult alter(DdlStatement.AlterProperties alter) {
        return session.alter(alter.name(), (table, builder) -> {
            Map<String, String> all = new LinkedHashMap<>(table.parameters());
            all.putAll(alter.properties());
            return builder.parameters(all);
        });
    }

    DdlResult alter(DdlStatement.AlterColumns alter) {
        return session.alter(alter.name(), (table, builder) -> {
            List<Column> columns = new ArrayList<>(alter.replace() ? List.of() : table.columns());
            columns.addAll(alter.columns());
            return builder.columns(columns);
        });
    }

    DdlResult change(DdlStatement.ChangeColumn change) {
        return session.alter(change.name(), (table, builder) -> {
            List<Column> columns = new ArrayList<>(table.columns());
            int at = place(columns, change.column());
            columns.remove(at);
            if (change.after().isPresent()) {
                String after = change.after().get();
                at = after.isEmpty() ? 0 : place(columns, after) + 1;
            }
            columns.add(at, change.changed());
            return builder.columns(columns);
        });
    }

    private DdlResult drop(DdlStatement.Name name, boolean ifExists, Predicate<Table> kind, String otherKind) {
        session.authorize("glue:DeleteTable", name);
        Optional<Table> table = session.catalog().table(session.region(), name.database(), name.table());
        if (table.isEmpty() && ifExists) {
            return DdlResult.NONE;
        }
        if (!kind.test(table.orElseThrow(() -> DdlSession.missing(name)))) {
            throw new DdlError("FAILED: SemanticException " + otherKind + ": " + name);
        }
        session.catalog().dropTable(session.region(), name.database(), name.table());
        return DdlResult.NONE;
    }

    private static int place(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new DdlError("FAILED: SemanticException [Error 10002]: Invalid column reference " + name + ". The table"
                + " has " + columns.stream().map(Column::name).toList() + ".");
    }
}
