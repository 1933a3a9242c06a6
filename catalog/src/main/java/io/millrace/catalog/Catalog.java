package io.millrace.catalog;

import static io.millrace.catalog.CatalogException.Reason.CHANGED_MEANWHILE;
import static io.millrace.catalog.CatalogException.Reason.DATABASE_EXISTS;
import static io.millrace.catalog.CatalogException.Reason.DATABASE_NOT_EMPTY;
import static io.millrace.catalog.CatalogException.Reason.INVALID;
import static io.millrace.catalog.CatalogException.Reason.TABLE_EXISTS;
import static io.millrace.catalog.CatalogException.Reason.TOO_MANY;
import static io.millrace.catalog.CatalogException.Reason.VERSION_MISSING;

import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The front door of the catalog. Shared between threads. Each call is one transaction; names are kept in lower case, as
 * Glue keeps them. The database {@code default} stands in every region and cannot be dropped.
 */
public final class Catalog {

    public static final String DEFAULT_DATABASE = "default";

    private static final int MOST_DATABASES = 10_000;
    private static final int MOST_TABLES = 200_000;

    private final ControlDatabase control;
    private final Clock clock;
    private final Partitions partitions;
    private final Tags tags;

    public Catalog(ControlDatabase control, Clock clock) {
        this.control = control;
        this.clock = clock;
        this.partitions = new Partitions(control, this::now);
        this.tags = new Tags(control);
    }

    /** The registered partitions of tables. */
    public Partitions partitions() {
        return partitions;
    }

    /** The tags of databases and tables. */
    public Tags tags() {
        return tags;
    }

    /** All databases of the region by name. */
    public List<Database> databases(String region) {
        return control.inTransaction(handle -> new DatabaseRows(handle, region).all());
    }

    public Optional<Database> database(String region, String name) {
        return control.inTransaction(handle -> new DatabaseRows(handle, region).find(Names.lower(name)));
    }

    public Database createDatabase(String region, Database database) {
        Names.check("database", database.name());
        Database created = database.createdAt(now());
        control.useTransaction(handle -> {
            DatabaseRows rows = new DatabaseRows(handle, region);
            if (rows.find(created.name()).isPresent()) {
                throw new CatalogException(DATABASE_EXISTS, "Database already exists.");
            }
            if (rows.count() >= MOST_DATABASES) {
                throw new CatalogException(
                        TOO_MANY, "Number of databases exceeds the limit of " + MOST_DATABASES + ". Drop some first.");
            }
            rows.write(created);
        });
        return created;
    }

    /** Replaces what is said about a database. */
    public Database updateDatabase(String region, Database database) {
        return control.inTransaction(handle -> {
            DatabaseRows rows = new DatabaseRows(handle, region);
            Database updated = database.createdAt(rows.require(database.name()).created());
            rows.write(updated);
            return updated;
        });
    }

    /** @param cascade drops the tables too; without it a database that has tables is refused */
    public void dropDatabase(String region, String name, boolean cascade) {
        String lower = Names.lower(name);
        if (lower.equals(DEFAULT_DATABASE)) {
            throw new CatalogException(INVALID, "The database default cannot be dropped.");
        }
        control.useTransaction(handle -> {
            DatabaseRows rows = new DatabaseRows(handle, region);
            TableRows tables = new TableRows(handle, region, lower);
            rows.require(lower);
            List<String> names = tables.names();
            if (!cascade && !names.isEmpty()) {
                throw new CatalogException(
                        DATABASE_NOT_EMPTY, "Database " + lower + " is not empty. One or more tables exist.");
            }
            for (String table : names) {
                tables.delete(table);
                Tags.forget(handle, region, Tags.table(lower, table));
            }
            rows.delete(lower);
            Tags.forget(handle, region, Tags.database(lower));
        });
    }

    /** The tables of a database by name; empty where the database is missing. */
    public List<Table> tables(String region, String database) {
        return control.inTransaction(handle -> new TableRows(handle, region, Names.lower(database)).all());
    }

    public Optional<Table> table(String region, String database, String name) {
        return control.inTransaction(
                handle -> new TableRows(handle, region, Names.lower(database)).find(Names.lower(name)));
    }

    /** All versions of a table, the newest first. */
    public List<Table> versions(String region, String database, String name) {
        return control.inTransaction(
                handle -> new TableRows(handle, region, Names.lower(database)).versions(Names.lower(name)));
    }

    /** Forgets an older version; the one that holds cannot be dropped. */
    public void dropVersion(String region, String database, String name, long version) {
        control.useTransaction(handle -> {
            TableRows rows = new TableRows(handle, region, Names.lower(database));
            if (rows.require(Names.lower(name)).version() == version) {
                throw new CatalogException(
                        INVALID, "Version " + version + " is the current one; it cannot be dropped.");
            }
            if (!rows.deleteVersion(Names.lower(name), version)) {
                throw new CatalogException(VERSION_MISSING, "Version " + version + " of table " + name + " not found.");
            }
        });
    }

    /** Creates the table; where it exists, it is left as it is if {@code ifNotExists}, else refused. */
    public Table createTable(String region, Table table, boolean ifNotExists) {
        Names.check("table", table.name());
        Instant now = now();
        Table created = table.change().stamped(now, now, 0).build();
        return control.inTransaction(handle -> {
            new DatabaseRows(handle, region).require(created.database());
            TableRows rows = new TableRows(handle, region, created.database());
            Optional<Table> existing = rows.find(created.name());
            if (existing.isPresent() && ifNotExists) {
                return existing.get();
            }
            if (existing.isPresent()) {
                throw new CatalogException(TABLE_EXISTS, "Table already exists.");
            }
            if (rows.names().size() >= MOST_TABLES) {
                throw new CatalogException(
                        TOO_MANY,
                        "Number of tables in the database exceeds the limit of " + MOST_TABLES + ". Drop some first.");
            }
            rows.write(created);
            return created;
        });
    }

    /**
     * Replaces the table by a next version.
     *
     * @param expected the version that the caller saw; another one is refused
     * @param archive whether the version before stays to be looked at
     */
    public Table updateTable(String region, Table table, OptionalLong expected, boolean archive) {
        return control.inTransaction(handle -> {
            TableRows rows = new TableRows(handle, region, table.database());
            Table before = rows.require(table.name());
            if (expected.isPresent() && expected.getAsLong() != before.version()) {
                throw new CatalogException(
                        CHANGED_MEANWHILE,
                        "Update table failed due to concurrent modifications: the table is at version "
                                + before.version() + ". Read it and try again.");
            }
            Table changed = table.change()
                    .createdBy(before.createdBy())
                    .stamped(before.created(), now(), before.version() + 1)
                    .build();
            rows.write(changed);
            if (!archive) {
                rows.deleteVersion(before.name(), before.version());
            }
            return changed;
        });
    }

    /** @return false where there was none */
    public boolean dropTable(String region, String database, String name) {
        String lower = Names.lower(name);
        return control.inTransaction(handle -> {
            Tags.forget(handle, region, Tags.table(Names.lower(database), lower));
            return new TableRows(handle, region, Names.lower(database)).delete(lower);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
