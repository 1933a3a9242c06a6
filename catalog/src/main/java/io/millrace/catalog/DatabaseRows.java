package io.millrace.catalog;

import static io.millrace.catalog.CatalogException.Reason.DATABASE_MISSING;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of databases, within a caller's transaction. {@code default} stands in every region without a row. */
record DatabaseRows(Handle handle, String region) {

    List<Database> all() {
        List<Database> databases =
                new ArrayList<>(handle.createQuery("SELECT name, document FROM catalog_database WHERE region = :region")
                        .bind("region", region)
                        .map((row, context) -> TableJson.readDatabase(row.getString(1), row.getString(2)))
                        .list());
        if (databases.stream().noneMatch(database -> database.name().equals(Catalog.DEFAULT_DATABASE))) {
            databases.add(TableJson.defaultDatabase());
        }
        databases.sort(Comparator.comparing(Database::name));
        return List.copyOf(databases);
    }

    Optional<Database> find(String name) {
        Optional<Database> stored = handle.createQuery(
                        "SELECT document FROM catalog_database WHERE region = :region AND name = :name")
                .bind("region", region)
                .bind("name", name)
                .map((row, context) -> TableJson.readDatabase(name, row.getString(1)))
                .findOne();
        return stored.isEmpty() && name.equals(Catalog.DEFAULT_DATABASE)
                ? Optional.of(TableJson.defaultDatabase())
                : stored;
    }

    Database require(String name) {
        return find(name).orElseThrow(() -> new CatalogException(DATABASE_MISSING, "Database " + name + " not found."));
    }

    void write(Database database) {
        handle.createUpdate("""
                        INSERT INTO catalog_database (region, name, document) VALUES (:region, :name, :doc)
                        ON CONFLICT (region, name) DO UPDATE SET document = excluded.document""")
                .bind("region", region)
                .bind("name", database.name())
                .bind("doc", TableJson.write(database))
                .execute();
    }

    void delete(String name) {
        handle.createUpdate("DELETE FROM catalog_database WHERE region = :region AND name = :name")
                .bind("region", region)
                .bind("name", name)
                .execute();
    }

    long count() {
        return handle.createQuery("SELECT count(*) FROM catalog_database WHERE region = :region")
                .bind("region", region)
                .mapTo(Long.class)
                .one();
    }
}
