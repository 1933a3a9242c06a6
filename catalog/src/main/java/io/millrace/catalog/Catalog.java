package io.millrace.catalog;

import static io.millrace.catalog.CatalogException.Reason.DATABASE_EXISTS;
import static io.millrace.catalog.CatalogException.Reason.DATABASE_MISSING;
import static io.millrace.catalog.CatalogException.Reason.DATABASE_NOT_EMPTY;
import static io.millrace.catalog.CatalogException.Reason.INVALID;
import static io.millrace.catalog.CatalogException.Reason.TABLE_EXISTS;
import static io.millrace.catalog.CatalogException.Reason.TABLE_MISSING;

import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The front door of the catalog. Shared between threads. Each call is one transaction; names are kept in lower case, as
 * Glue keeps them. The database {@code default} stands in every region and cannot be dropped.
 */
public final class Catalog {

    public static final String DEFAULT_DATABASE = "default";

    private final ControlDatabase control;
    private final Clock clock;

    public Catalog(ControlDatabase control, Clock clock) {
        this.control = control;
        this.clock = clock;
    }

    /** All databases of the region by name. */
    public List<Database> databases(String region) {
        List<Database> databases = new ArrayList<>(control.inTransaction(
                handle -> handle.createQuery("SELECT name, document FROM catalog_database WHERE region = :region")
                        .bind("region", region)
                        .map((row, context) -> TableJson.readDatabase(row.getString(1), row.getString(2)))
                        .list()));
        if (databases.stream().noneMatch(database -> database.name().equals(DEFAULT_DATABASE))) {
            databases.add(defaultDatabase());
        }
        databases.sort(Comparator.comparing(Database::name));
        return List.copyOf(databases);
    }

    public Optional<Database> database(String region, String name) {
        return control.inTransaction(handle -> find(handle, region, lower(name)));
    }

    public Database createDatabase(
            String region,
            String name,
            Optional<String> description,
            Optional<String> location,
            Map<String, String> parameters) {
        Database database = new Database(lower(name), description, location, Map.copyOf(parameters), now());
        control.useTransaction(handle -> {
            if (find(handle, region, database.name()).isPresent()) {
                throw new CatalogException(DATABASE_EXISTS, "Database " + database.name() + " already exists");
            }
            handle.createUpdate("INSERT INTO catalog_database (region, name, document) VALUES (:region, :name, :doc)")
                    .bind("region", region)
                    .bind("name", database.name())
                    .bind("doc", TableJson.write(database))
                    .execute();
        });
        return database;
    }

    /** @param cascade drops the tables too; without it a database that has tables is refused */
    public void dropDatabase(String region, String name, boolean cascade) {
        String lower = lower(name);
        if (lower.equals(DEFAULT_DATABASE)) {
            throw new CatalogException(INVALID, "The database default cannot be dropped.");
        }
        control.useTransaction(handle -> {
            requireDatabase(handle, region, lower);
            if (!cascade && !names(handle, region, lower).isEmpty()) {
                throw new CatalogException(
                        DATABASE_NOT_EMPTY, "Database " + lower + " is not empty. One or more tables exist.");
            }
            delete(handle, "catalog_table", "database", region, lower);
            delete(handle, "catalog_database", "name", region, lower);
        });
    }

    /** The tables of a database by name; empty where the database is missing. */
    public List<Table> tables(String region, String database) {
        return control.inTransaction(handle -> handle.createQuery("""
                        SELECT name, version, document FROM catalog_table
                        WHERE region = :region AND database = :database ORDER BY name""")
                .bind("region", region)
                .bind("database", lower(database))
                .map((row, context) ->
                        TableJson.readTable(lower(database), row.getString(1), row.getLong(2), row.getString(3)))
                .list());
    }

    public Optional<Table> table(String region, String database, String name) {
        return control.inTransaction(handle -> find(handle, region, lower(database), lower(name)));
    }

    /** All versions of a table, the newest first. */
    public List<Table> versions(String region, String database, String name) {
        return control.inTransaction(handle -> handle.createQuery("""
                        SELECT version, document FROM catalog_table_version
                        WHERE region = :region AND database = :database AND name = :name ORDER BY version DESC""")
                .bind("region", region)
                .bind("database", lower(database))
                .bind("name", lower(name))
                .map((row, context) ->
                        TableJson.readTable(lower(database), lower(name), row.getLong(1), row.getString(2)))
                .list());
    }

    /** Creates the table; where it exists, it is left as it is if {@code ifNotExists}, else refused. */
    public Table createTable(String region, Table table, boolean ifNotExists) {
        Table created = table.change().created(now(), 0).build();
        return control.inTransaction(handle -> {
            requireDatabase(handle, region, created.database());
            Optional<Table> existing = find(handle, region, created.database(), created.name());
            if (existing.isPresent() && ifNotExists) {
                return existing.get();
            }
            if (existing.isPresent()) {
                throw new CatalogException(TABLE_EXISTS, "Table " + created.name() + " already exists");
            }
            write(handle, region, created);
            return created;
        });
    }

    /** Replaces the table by a next version. */
    public Table updateTable(String region, Table table) {
        return control.inTransaction(handle -> {
            Table before = find(handle, region, table.database(), table.name())
                    .orElseThrow(() -> missing(table.database(), table.name()));
            Table changed = table.change()
                    .created(before.created(), before.version() + 1)
                    .build();
            write(handle, region, changed);
            return changed;
        });
    }

    /** @return false where there was none */
    public boolean dropTable(String region, String database, String name) {
        return control.inTransaction(handle -> handle.createUpdate("""
                                DELETE FROM catalog_table
                                WHERE region = :region AND database = :database AND name = :name""")
                        .bind("region", region)
                        .bind("database", lower(database))
                        .bind("name", lower(name))
                        .execute()
                > 0);
    }

    private Optional<Database> find(Handle handle, String region, String name) {
        Optional<Database> stored = handle.createQuery(
                        "SELECT document FROM catalog_database WHERE region = :region AND name = :name")
                .bind("region", region)
                .bind("name", name)
                .map((row, context) -> TableJson.readDatabase(name, row.getString(1)))
                .findOne();
        return stored.isEmpty() && name.equals(DEFAULT_DATABASE) ? Optional.of(defaultDatabase()) : stored;
    }

    private static Optional<Table> find(Handle handle, String region, String database, String name) {
        return handle.createQuery("""
                        SELECT version, document FROM catalog_table
                        WHERE region = :region AND database = :database AND name = :name""")
                .bind("region", region)
                .bind("database", database)
                .bind("name", name)
                .map((row, context) -> TableJson.readTable(database, name, row.getLong(1), row.getString(2)))
                .findOne();
    }

    private void requireDatabase(Handle handle, String region, String name) {
        if (find(handle, region, name).isEmpty()) {
            throw new CatalogException(DATABASE_MISSING, "Database " + name + " not found. Create it first.");
        }
    }

    private static List<String> names(Handle handle, String region, String database) {
        return handle.createQuery("SELECT name FROM catalog_table WHERE region = :region AND database = :database")
                .bind("region", region)
                .bind("database", database)
                .mapTo(String.class)
                .list();
    }

    private static void write(Handle handle, String region, Table table) {
        for (String target : List.of("catalog_table", "catalog_table_version")) {
            handle.createUpdate("INSERT INTO " + target + " (region, database, name, version, document)"
                            + " VALUES (:region, :database, :name, :version, :doc)"
                            + (target.equals("catalog_table")
                                    ? " ON CONFLICT (region, database, name)"
                                            + " DO UPDATE SET version = excluded.version, document = excluded.document"
                                    : ""))
                    .bind("region", region)
                    .bind("database", table.database())
                    .bind("name", table.name())
                    .bind("version", table.version())
                    .bind("doc", TableJson.write(table))
                    .execute();
        }
    }

    private static void delete(Handle handle, String target, String column, String region, String name) {
        handle.createUpdate("DELETE FROM " + target + " WHERE region = :region AND " + column + " = :name")
                .bind("region", region)
                .bind("name", name)
                .execute();
    }

    private static CatalogException missing(String database, String name) {
        return new CatalogException(TABLE_MISSING, "Table " + database + "." + name + " not found");
    }

    private static Database defaultDatabase() {
        return new Database(DEFAULT_DATABASE, Optional.empty(), Optional.empty(), Map.of(), Instant.EPOCH);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
