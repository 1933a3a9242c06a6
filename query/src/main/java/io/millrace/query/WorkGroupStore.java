package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The workgroups, of which {@code primary} stands in every region. Shared between threads. */
final class WorkGroupStore {

    private final ControlDatabase control;

    WorkGroupStore(ControlDatabase control) {
        this.control = control;
    }

    Optional<WorkGroup> find(String region, String name) {
        Optional<WorkGroup> stored = control.inTransaction(handle -> handle.createQuery(
                        "SELECT document FROM query_workgroup WHERE region = :region AND name = :name")
                .bind("region", region)
                .bind("name", name)
                .map((row, context) -> read(name, row.getString(1)))
                .findOne());
        return stored.isEmpty() && name.equals(WorkGroup.PRIMARY) ? Optional.of(WorkGroup.primary()) : stored;
    }

    void put(String region, WorkGroup group) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        group.outputLocation().ifPresent(location -> node.put("outputLocation", location));
        node.put("enforce", group.enforce());
        node.put("description", group.description());
        control.useTransaction(handle -> handle.createUpdate("INSERT INTO query_workgroup (region, name, document)"
                        + " VALUES (:region, :name, :document)"
                        + " ON CONFLICT (region, name) DO UPDATE SET document = excluded.document")
                .bind("region", region)
                .bind("name", group.name())
                .bind("document", node.toString())
                .execute());
    }

    private static WorkGroup read(String name, String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        JsonNode location = node.get("outputLocation");
        return new WorkGroup(
                name,
                location == null ? Optional.empty() : Optional.of(location.asString()),
                node.get("enforce").asBoolean(),
                node.get("description").asString());
    }
}
