package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Workgroups in the control database. Shared between threads. */
final class WorkGroupStore {

    private final ControlDatabase control;

    WorkGroupStore(ControlDatabase control) {
        this.control = control;
    }

    Optional<WorkGroup> find(String region, String name) {
        Optional<WorkGroup> stored = control.inTransaction(handle -> stored(handle, region, name));
        return stored.isEmpty() && name.equals(WorkGroup.PRIMARY) ? Optional.of(WorkGroup.primary()) : stored;
    }

    /** All of a region, by name. */
    List<WorkGroup> all(String region) {
        List<WorkGroup> stored = control.inTransaction(handle -> handle.createQuery(
                        "SELECT name, document FROM query_workgroup WHERE region = :region ORDER BY name")
                .bind("region", region)
                .map((row, context) -> read(row.getString(1), row.getString(2)))
                .list());
        if (stored.stream().noneMatch(WorkGroup::isPrimary)) {
            stored.addFirst(WorkGroup.primary());
        }
        return stored;
    }

    /** False where there is one of the name. */
    boolean create(String region, WorkGroup group) {
        return control.inTransaction(handle -> {
            if (group.isPrimary() || stored(handle, region, group.name()).isPresent()) {
                return false;
            }
            put(handle, region, group);
            return true;
        });
    }

    void put(String region, WorkGroup group) {
        control.useTransaction(handle -> put(handle, region, group));
    }

    /**
     * Deletes a workgroup.
     *
     * @param recursive also its queries, saved and run
     * @return false where it is not empty and is not to be deleted then
     */
    boolean delete(String region, String name, String arn, boolean recursive) {
        return control.inTransaction(handle -> {
            if (!recursive && hasContents(handle, region, name)) {
                return false;
            }
            for (String table : List.of("query_named", "query_prepared")) {
                deleteFrom(handle, table + " WHERE region = :region AND workgroup = :name", region, name);
            }
            deleteFrom(
                    handle,
                    "query_execution WHERE region = :region AND json_extract(document, '$.workGroup') = :name",
                    region,
                    name);
            deleteFrom(handle, "query_workgroup WHERE region = :region AND name = :name", region, name);
            handle.createUpdate("DELETE FROM query_tag WHERE arn = :arn")
                    .bind("arn", arn)
                    .execute();
            return true;
        });
    }

    private static void deleteFrom(Handle handle, String what, String region, String name) {
        handle.createUpdate("DELETE FROM " + what)
                .bind("region", region)
                .bind("name", name)
                .execute();
    }

    private static boolean hasContents(Handle handle, String region, String name) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM query_named WHERE region = :region AND workgroup = :name)
                            OR EXISTS (SELECT 1 FROM query_prepared WHERE region = :region AND workgroup = :name)
                            OR EXISTS (SELECT 1 FROM query_execution
                                WHERE region = :region AND json_extract(document, '$.workGroup') = :name)""")
                .bind("region", region)
                .bind("name", name)
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<WorkGroup> stored(Handle handle, String region, String name) {
        return handle.createQuery("SELECT document FROM query_workgroup WHERE region = :region AND name = :name")
                .bind("region", region)
                .bind("name", name)
                .map((row, context) -> read(name, row.getString(1)))
                .findOne();
    }

    private static void put(Handle handle, String region, WorkGroup group) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("enabled", group.enabled());
        node.put("description", group.description());
        node.put("created", group.created().toEpochMilli());
        group.outputLocation().ifPresent(location -> node.put("outputLocation", location));
        node.put("enforce", group.enforce());
        node.put("metrics", group.metrics());
        group.scanLimit().ifPresent(limit -> node.put("scanLimit", limit));
        node.put("engine", group.engine());
        handle.createUpdate("INSERT INTO query_workgroup (region, name, document)"
                        + " VALUES (:region, :name, :document)"
                        + " ON CONFLICT (region, name) DO UPDATE SET document = excluded.document")
                .bind("region", region)
                .bind("name", group.name())
                .bind("document", node.toString())
                .execute();
    }

    private static WorkGroup read(String name, String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        return new WorkGroup(
                name,
                node.path("enabled").asBoolean(true),
                node.get("description").asString(),
                Instant.ofEpochMilli(node.path("created").asLong(0)),
                Optional.ofNullable(node.get("outputLocation")).map(JsonNode::asString),
                node.get("enforce").asBoolean(),
                node.path("metrics").asBoolean(false),
                Optional.ofNullable(node.get("scanLimit")).map(JsonNode::asLong),
                node.path("engine").asString(WorkGroup.AUTO));
    }
}
