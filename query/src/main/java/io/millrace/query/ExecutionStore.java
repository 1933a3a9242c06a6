package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The executions: those under way in memory, all of them in the control database as they were when they began or ended.
 * Shared between threads.
 */
final class ExecutionStore {

    private final ControlDatabase control;
    private final Map<String, Execution> active = new ConcurrentHashMap<>();

    ExecutionStore(ControlDatabase control) {
        this.control = control;
    }

    /** Ends what an earlier process left under way. */
    void recover(Instant now) {
        List<Execution> unfinished = control.inTransaction(handle -> handle
                .createQuery("SELECT id, document FROM query_execution")
                .map((row, context) -> read(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .filter(execution -> !execution.state().isOver())
                .toList());
        for (Execution execution : unfinished) {
            end(execution.over(
                    Execution.State.FAILED,
                    Optional.of("The server stopped while the statement ran. Start it again."),
                    now,
                    Statistics.NONE,
                    List.of()));
        }
    }

    /** Keeps a new execution; where the token began one before, that one is the answer. */
    Execution begin(Execution execution, Optional<String> token) {
        return control.inTransaction(handle -> {
            if (token.isPresent()) {
                Optional<Execution> before = handle.createQuery(
                                "SELECT id, document FROM query_execution WHERE region = :region AND token = :token")
                        .bind("region", execution.region())
                        .bind("token", token.get())
                        .map((row, context) -> read(row.getString(1), row.getString(2)))
                        .findOne();
                if (before.isPresent()) {
                    return before.get();
                }
            }
            handle.createUpdate("INSERT INTO query_execution (id, region, submitted, token, document)"
                            + " VALUES (:id, :region, :submitted, :token, :document)")
                    .bind("id", execution.id())
                    .bind("region", execution.region())
                    .bind("submitted", execution.submitted().toEpochMilli())
                    .bind("token", token.orElse(null))
                    .bind("document", write(execution))
                    .execute();
            active.put(execution.id(), execution);
            return execution;
        });
    }

    void running(Execution execution) {
        active.put(execution.id(), execution);
    }

    void end(Execution execution) {
        control.useTransaction(
                handle -> handle.createUpdate("UPDATE query_execution SET document = :document WHERE id = :id")
                        .bind("id", execution.id())
                        .bind("document", write(execution))
                        .execute());
        active.remove(execution.id());
    }

    Optional<Execution> find(String id) {
        Execution current = active.get(id);
        if (current != null) {
            return Optional.of(current);
        }
        return control.inTransaction(
                handle -> handle.createQuery("SELECT id, document FROM query_execution WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> read(row.getString(1), row.getString(2)))
                        .findOne());
    }

    /** Ids of a region, the newest first. */
    List<String> ids(String region, String workGroup, int offset, int limit) {
        return control.inTransaction(handle -> handle.createQuery("""
                        SELECT id FROM query_execution
                        WHERE region = :region AND json_extract(document, '$.workGroup') = :group
                        ORDER BY submitted DESC, id LIMIT :limit OFFSET :offset""")
                .bind("region", region)
                .bind("group", workGroup)
                .bind("limit", limit)
                .bind("offset", offset)
                .mapTo(String.class)
                .list());
    }

    private static String write(Execution execution) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("region", execution.region());
        node.put("sql", execution.sql());
        node.put("statementType", execution.statementType());
        node.put("substatementType", execution.substatementType());
        node.put("database", execution.database());
        node.put("workGroup", execution.workGroup());
        node.put("resultLocation", execution.resultLocation());
        execution.parameters().forEach(node.putArray("parameters")::add);
        node.put("state", execution.state().name());
        execution.reason().ifPresent(reason -> node.put("reason", reason));
        node.put("submitted", execution.submitted().toString());
        execution.completed().ifPresent(end -> node.put("completed", end.toString()));
        Statistics statistics = execution.statistics();
        node.putObject("statistics")
                .put("queueMillis", statistics.queueMillis())
                .put("planningMillis", statistics.planningMillis())
                .put("engineMillis", statistics.engineMillis())
                .put("serviceMillis", statistics.serviceMillis())
                .put("scannedBytes", statistics.scannedBytes())
                .put("rows", statistics.rows());
        ArrayNode columns = node.putArray("columns");
        for (ResultColumn column : execution.columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.athenaType())
                    .put("precision", column.precision())
                    .put("scale", column.scale());
        }
        return node.toString();
    }

    private static Execution read(String id, String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        List<String> parameters = new ArrayList<>();
        node.get("parameters").forEach(parameter -> parameters.add(parameter.asString()));
        List<ResultColumn> columns = new ArrayList<>();
        node.get("columns")
                .forEach(column -> columns.add(new ResultColumn(
                        column.get("name").asString(),
                        column.get("type").asString(),
                        column.get("precision").asInt(),
                        column.get("scale").asInt())));
        JsonNode statistics = node.get("statistics");
        return new Execution(
                id,
                node.get("region").asString(),
                node.get("sql").asString(),
                node.get("statementType").asString(),
                node.get("substatementType").asString(),
                node.get("database").asString(),
                node.get("workGroup").asString(),
                node.get("resultLocation").asString(),
                List.copyOf(parameters),
                Execution.State.valueOf(node.get("state").asString()),
                text(node, "reason"),
                Instant.parse(node.get("submitted").asString()),
                text(node, "completed").map(Instant::parse),
                new Statistics(
                        statistics.get("queueMillis").asLong(),
                        statistics.get("planningMillis").asLong(),
                        statistics.get("engineMillis").asLong(),
                        statistics.get("serviceMillis").asLong(),
                        statistics.get("scannedBytes").asLong(),
                        statistics.get("rows").asLong()),
                List.copyOf(columns));
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }
}
