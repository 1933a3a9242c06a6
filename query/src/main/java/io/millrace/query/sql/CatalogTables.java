package io.millrace.query.sql;

import io.millrace.base.Caller;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogGuard;
import io.millrace.catalog.Database;
import io.millrace.catalog.Table;
import io.millrace.wire.AccessDenied;
import java.util.List;
import java.util.Optional;

/** The catalog's tables in a region, as far as the caller may read them. Immutable. */
public record CatalogTables(Catalog catalog, CatalogGuard guard, Caller caller, String region) implements TableLookup {

    @Override
    public Optional<Table> table(String database, String name) {
        guard.table(caller, region, "glue:GetTable", database, name);
        return catalog.table(region, database, name);
    }

    @Override
    public List<String> databases() {
        guard.catalog(caller, region, "glue:GetDatabases");
        return catalog.databases(region).stream().map(Database::name).toList();
    }

    @Override
    public List<Table> tables(String database) {
        try {
            guard.table(caller, region, "glue:GetTables", database, "*");
            return catalog.tables(region, database);
        } catch (AccessDenied hidden) {
            return List.of();
        }
    }
}
