package io.millrace.query.ddl;

import io.millrace.base.Caller;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogGuard;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import java.util.OptionalLong;

/** One statement's way to the catalog, with its caller's rights. Used by one thread. */
record DdlSession(Catalog catalog, CatalogGuard guard, Caller caller, String region) {

    /** One change of a table that is being altered. */
    @FunctionalInterface
    interface Change {
        Table.Builder apply(Table table, Table.Builder builder);
    }

    /** The table or view, which the caller may look at. */
    Table table(DdlStatement.Name name) {
        authorize("glue:GetTable", name);
        return catalog.table(region, name.database(), name.table()).orElseThrow(() -> missing(name));
    }

    /** A table that is no view. */
    Table baseTable(DdlStatement.Name name) {
        Table table = table(name);
        if (table.isView()) {
            throw new DdlError("FAILED: SemanticException " + name + " is a view, not a table.");
        }
        return table;
    }

    Table partitioned(DdlStatement.Name name) {
        Table table = baseTable(name);
        if (table.partitionKeys().isEmpty()) {
            throw new DdlError(
                    "FAILED: SemanticException [Error 10241]: Table " + name + " is not a partitioned table");
        }
        return table;
    }

    /** Changes a table as it was read, or fails where another change came between. */
    DdlResult alter(DdlStatement.Name name, Change change) {
        authorize("glue:UpdateTable", name);
        Table before = baseTable(name);
        Table altered = change.apply(before, before.change()).build();
        TableMaking.check(altered);
        catalog.updateTable(region, altered, OptionalLong.of(before.version()), true);
        return DdlResult.NONE;
    }

    Partitions.Of of(DdlStatement.Name name) {
        return new Partitions.Of(region, name.database(), name.table());
    }

    void authorize(String action, DdlStatement.Name name) {
        guard.table(caller, region, action, name.database(), name.table());
    }

    void requireDatabase(String database) {
        if (catalog.database(region, database).isEmpty()) {
            throw new DdlError("FAILED: SemanticException [Error 10072]: Database does not exist: " + database);
        }
    }

    static DdlError missing(DdlStatement.Name name) {
        return new DdlError("FAILED: SemanticException [Error 10001]: Table not found " + name);
    }
}
