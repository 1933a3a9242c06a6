package io.millrace.catalog;

import io.millrace.base.control.ControlDatabase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The tags of databases and tables, by the resource part of their ARN. Shared between threads. */
public final class Tags {

    private static final int MOST = 50;

    private final ControlDatabase control;

    Tags(ControlDatabase control) {
        this.control = control;
    }

    /** The resource part of a database's ARN. */
    public static String database(String name) {
        return "database/" + name;
    }

    /** The resource part of a table's ARN. */
    public static String table(String database, String name) {
        return "table/" + database + "/" + name;
    }

    public Map<String, String> of(String region, String resource) {
        return control.inTransaction(handle -> read(handle, region, resource));
    }

    public void add(String region, String resource, Map<String, String> tags) {
        control.useTransaction(handle -> {
            Map<String, String> all = read(handle, region, resource);
            all.putAll(tags);
            if (all.size() > MOST) {
                throw new CatalogException(
                        CatalogException.Reason.INVALID, "A resource can have " + MOST + " tags. Remove some first.");
            }
            tags.forEach((name, value) -> handle.createUpdate("""
                            INSERT INTO catalog_tag (region, resource, name, value)
                            VALUES (:region, :resource, :name, :value)
                            ON CONFLICT (region, resource, name) DO UPDATE SET value = excluded.value""")
                    .bind("region", region)
                    .bind("resource", resource)
                    .bind("name", name)
                    .bind("value", value)
                    .execute());
        });
    }

    public void remove(String region, String resource, Collection<String> names) {
        control.useTransaction(handle -> names.forEach(name -> handle.createUpdate(
                        "DELETE FROM catalog_tag WHERE region = :region AND resource = :resource AND name = :name")
                .bind("region", region)
                .bind("resource", resource)
                .bind("name", name)
                .execute()));
    }

    /** A namesake must not inherit the tags. */
    static void forget(Handle handle, String region, String resource) {
        handle.createUpdate("DELETE FROM catalog_tag WHERE region = :region AND resource = :resource")
                .bind("region", region)
                .bind("resource", resource)
                .execute();
    }

    private static Map<String, String> read(Handle handle, String region, String resource) {
        Map<String, String> tags = new LinkedHashMap<>();
        handle.createQuery(
                        "SELECT name, value FROM catalog_tag WHERE region = :region AND resource = :resource ORDER BY name")
                .bind("region", region)
                .bind("resource", resource)
                .map((row, context) -> tags.put(row.getString(1), row.getString(2)))
                .list();
        return tags;
    }
}
