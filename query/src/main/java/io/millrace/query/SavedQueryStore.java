package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Named queries and prepared statements in the control database. Shared between threads. */
final class SavedQueryStore {

    /** A query that was given a name, to be run by copying its text. */
    record Named(
            String id, String region, String workGroup, String name, String description, String database, String sql) {}

    /** A statement that EXECUTE runs. */
    record Prepared(String workGroup, String name, String sql, String description, Instant modified) {}

    private final ControlDatabase control;

    SavedQueryStore(ControlDatabase control) {
        this.control = control;
    }

    /** Keeps a new query; where the token made one before, that one is the answer. */
    Named create(Named query, Optional<String> token, Instant now) {
        return control.inTransaction(handle -> {
            Optional<Named> before =
                    token.flatMap(it -> handle.createQuery("SELECT id, region, workgroup, document FROM query_named"
                                    + " WHERE region = :region AND token = :token")
                            .bind("region", query.region())
                            .bind("token", it)
                            .map((row, context) ->
                                    named(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                            .findOne());
            if (before.isPresent()) {
                return before.get();
            }
            handle.createUpdate("INSERT INTO query_named (id, region, workgroup, token, created, document)"
                            + " VALUES (:id, :region, :workgroup, :token, :created, :document)")
                    .bind("id", query.id())
                    .bind("region", query.region())
                    .bind("workgroup", query.workGroup())
                    .bind("token", token.orElse(null))
                    .bind("created", now.toEpochMilli())
                    .bind("document", document(query))
                    .execute();
            return query;
        });
    }

    void update(Named query) {
        control.useTransaction(
                handle -> handle.createUpdate("UPDATE query_named SET document = :document WHERE id = :id")
                        .bind("id", query.id())
                        .bind("document", document(query))
                        .execute());
    }

    Optional<Named> named(String region, String id) {
        return control.inTransaction(handle -> handle.createQuery(
                        "SELECT id, region, workgroup, document FROM query_named WHERE region = :region AND id = :id")
                .bind("region", region)
                .bind("id", id)
                .map((row, context) -> named(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .findOne());
    }

    /** The ids of a workgroup's named queries, the newest first. */
    List<String> ids(String region, String workGroup) {
        return control.inTransaction(handle -> handle.createQuery("SELECT id FROM query_named"
                        + " WHERE region = :region AND workgroup = :workgroup ORDER BY created DESC, id")
                .bind("region", region)
                .bind("workgroup", workGroup)
                .mapTo(String.class)
                .list());
    }

    void delete(Named query) {
        control.useTransaction(handle -> handle.createUpdate("DELETE FROM query_named WHERE id = :id")
                .bind("id", query.id())
                .execute());
    }

    /** Keeps a statement. False where there is one of its name and it must be new, or none and it must not be. */
    boolean put(String region, Prepared statement, boolean isNew) {
        return control.inTransaction(handle -> {
            boolean stands = handle.createQuery("SELECT EXISTS (SELECT 1 FROM query_prepared"
                            + " WHERE region = :region AND workgroup = :workgroup AND name = :name)")
                    .bind("region", region)
                    .bind("workgroup", statement.workGroup())
                    .bind("name", statement.name())
                    .mapTo(Boolean.class)
                    .one();
            if (stands == isNew) {
                return false;
            }
            handle.createUpdate("""
                            INSERT INTO query_prepared (region, workgroup, name, statement, description, modified)
                            VALUES (:region, :workgroup, :name, :statement, :description, :modified)
                            ON CONFLICT (region, workgroup, name) DO UPDATE SET statement = excluded.statement,
                              description = excluded.description, modified = excluded.modified""")
                    .bind("region", region)
                    .bind("workgroup", statement.workGroup())
                    .bind("name", statement.name())
                    .bind("statement", statement.sql())
                    .bind("description", statement.description())
                    .bind("modified", statement.modified().toEpochMilli())
                    .execute();
            return true;
        });
    }

    /** By name; SQL writes names in any case. */
    Optional<Prepared> prepared(String region, String workGroup, String name) {
        return prepared(region, workGroup).stream()
                .filter(statement -> statement.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** A workgroup's statements, by name. */
    List<Prepared> prepared(String region, String workGroup) {
        return control.inTransaction(handle -> handle.createQuery(
                        "SELECT name, statement, description, modified FROM query_prepared"
                                + " WHERE region = :region AND workgroup = :workgroup ORDER BY name")
                .bind("region", region)
                .bind("workgroup", workGroup)
                .map((row, context) -> new Prepared(
                        workGroup,
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4))))
                .list());
    }

    boolean forget(String region, String workGroup, String name) {
        return control.inTransaction(handle -> handle.createUpdate("DELETE FROM query_prepared"
                                + " WHERE region = :region AND workgroup = :workgroup AND lower(name) = lower(:name)")
                        .bind("region", region)
                        .bind("workgroup", workGroup)
                        .bind("name", name)
                        .execute()
                > 0);
    }

    private static String document(Named query) {
        return Json.MAPPER
                .createObjectNode()
                .put("name", query.name())
                .put("description", query.description())
                .put("database", query.database())
                .put("sql", query.sql())
                .toString();
    }

    private static Named named(String id, String region, String workGroup, String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        return new Named(
                id,
                region,
                workGroup,
                node.get("name").asString(),
                node.get("description").asString(),
                node.get("database").asString(),
                node.get("sql").asString());
    }
}
