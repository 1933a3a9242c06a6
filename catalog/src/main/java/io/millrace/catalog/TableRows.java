package io.millrace.catalog;

import static io.millrace.catalog.CatalogException.Reason.TABLE_MISSING;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The rows of one database's tables and of their versions, within a caller's transaction. */
record TableRows(Handle handle, String region, String database) {

    List<Table> all() {
        return bound(handle.createQuery("""
                        SELECT name, version, document FROM catalog_table
                        WHERE region = :region AND database = :database ORDER BY name"""))
                .map((row, context) ->
                        TableJson.readTable(database, row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }

    List<String> names() {
        return bound(handle.createQuery(
                        "SELECT name FROM catalog_table WHERE region = :region AND database = :database"))
                .mapTo(String.class)
                .list();
    }

    Optional<Table> find(String name) {
        return bound(handle.createQuery("""
                        SELECT version, document FROM catalog_table
                        WHERE region = :region AND database = :database AND name = :name"""))
                .bind("name", name)
                .map((row, context) -> TableJson.readTable(database, name, row.getLong(1), row.getString(2)))
                .findOne();
    }

    Table require(String name) {
        return find(name).orElseThrow(() -> new CatalogException(TABLE_MISSING, "Table " + name + " not found."));
    }

    /** All versions of a table, the newest first. */
    List<Table> versions(String name) {
        return bound(handle.createQuery("""
                        SELECT version, document FROM catalog_table_version
                        WHERE region = :region AND database = :database AND name = :name ORDER BY version DESC"""))
                .bind("name", name)
                .map((row, context) -> TableJson.readTable(database, name, row.getLong(1), row.getString(2)))
                .list();
    }

    void write(Table table) {
        String document = TableJson.write(table);
        bound(handle.createUpdate("""
                        INSERT INTO catalog_table (region, database, name, version, document)
                        VALUES (:region, :database, :name, :version, :doc)
                        ON CONFLICT (region, database, name)
                        DO UPDATE SET version = excluded.version, document = excluded.document"""))
                .bind("name", table.name())
                .bind("version", table.version())
                .bind("doc", document)
                .execute();
        bound(handle.createUpdate("""
                        INSERT INTO catalog_table_version (region, database, name, version, document)
                        VALUES (:region, :database, :name, :version, :doc)"""))
                .bind("name", table.name())
                .bind("version", table.version())
                .bind("doc", document)
                .execute();
    }

    /** @return false where there was none */
    boolean delete(String name) {
        return bound(
                                handle.createUpdate(
                                        "DELETE FROM catalog_table WHERE region = :region AND database = :database AND name = :name"))
                        .bind("name", name)
                        .execute()
                > 0;
    }

    /** @return false where there was none */
    boolean deleteVersion(String name, long version) {
        return bound(handle.createUpdate("""
                        DELETE FROM catalog_table_version WHERE region = :region AND database = :database
                        AND name = :name AND version = :version"""))
                        .bind("name", name)
                        .bind("version", version)
                        .execute()
                > 0;
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
        return statement.bind("region", region).bind("database", database);
    }
}
