package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** QueryExecution: start, look, list, stop. Shared between threads. */
final class AthenaExecutions {

    private static final int LONGEST_SQL = 262_144;
    private static final AthenaPages.Batch EXECUTIONS = new AthenaPages.Batch(
            "QueryExecutionIds",
            "QueryExecutions",
            "UnprocessedQueryExecutionIds",
            "QueryExecutionId",
            "INVALID_QUERY_EXECUTION_ID");

    private final Query query;

    AthenaExecutions(Query query) {
        this.query = query;
    }

    ObjectNode start(WireRequest request, Input input) {
        String sql = text(input, "QueryString");
        Optional<String> token = token(input);
        Optional<Input> context = input.object("QueryExecutionContext");
        Optional<Input> result = input.object("ResultConfiguration");
        StartRequest start = new StartRequest(
                sql,
                context.flatMap(it -> it.string("Database")),
                context.flatMap(it -> it.string("Catalog")),
                input.string("WorkGroup"),
                result.flatMap(it -> it.string("OutputLocation")),
                token,
                input.strings("ExecutionParameters"));
        input.refuseUnread();
        return Json.MAPPER
                .createObjectNode()
                .put("QueryExecutionId", query.start(request.caller(), request.region(), start));
    }

    /** A statement's text. */
    static String text(Input input, String member) {
        String sql = input.requiredString(member);
        if (sql.isEmpty() || sql.length() > LONGEST_SQL) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, member + " must have 1 to " + LONGEST_SQL + " characters.");
        }
        return sql;
    }

    /** A request that has a token does its work once. */
    static Optional<String> token(Input input) {
        Optional<String> token = input.string("ClientRequestToken");
        if (token.isPresent() && (token.get().length() < 32 || token.get().length() > 128)) {
            throw input.broken(
                    "ClientRequestToken", token.get(), "Member must have length between 32 and 128, inclusive");
        }
        return token;
    }

    ObjectNode get(WireRequest request, Input input) {
        String id = input.requiredString("QueryExecutionId");
        input.refuseUnread();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("QueryExecution", node(visible(request, id)));
        return answer;
    }

    ObjectNode batchGet(WireRequest request, Input input) {
        List<String> ids = input.strings("QueryExecutionIds");
        input.refuseUnread();
        return EXECUTIONS.answer(ids, id -> node(visible(request, id)));
    }

    ObjectNode list(WireRequest request, Input input) {
        String group = input.string("WorkGroup").orElse(WorkGroup.PRIMARY);
        int limit = AthenaPages.limit(input, 50, 50);
        int offset = AthenaPages.offset(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:ListQueryExecutions", group);
        List<String> ids = new ArrayList<>(query.ids(request.region(), group, offset, limit + 1));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        if (ids.size() > limit) {
            ids.removeLast();
            answer.put("NextToken", AthenaPages.token(offset + limit));
        }
        ids.forEach(answer.putArray("QueryExecutionIds")::add);
        return answer;
    }

    ObjectNode stop(WireRequest request, Input input) {
        String id = input.requiredString("QueryExecutionId");
        input.refuseUnread();
        query.stop(request.caller(), visible(request, id).id());
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode statistics(WireRequest request, Input input) {
        String id = input.requiredString("QueryExecutionId");
        input.refuseUnread();
        Execution execution = visible(request, id);
        Statistics cost = execution.statistics();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ObjectNode statistics = answer.putObject("QueryRuntimeStatistics");
        statistics
                .putObject("Timeline")
                .put("QueryQueueTimeInMillis", cost.queueMillis())
                .put("QueryPlanningTimeInMillis", cost.planningMillis())
                .put("EngineExecutionTimeInMillis", cost.engineMillis())
                .put("ServiceProcessingTimeInMillis", cost.serviceMillis())
                .put("TotalExecutionTimeInMillis", cost.totalMillis());
        statistics.putObject("Rows").put("InputBytes", cost.scannedBytes()).put("OutputRows", cost.rows());
        return answer;
    }

    /** The execution, where it is of the region and the caller may see it. */
    Execution visible(WireRequest request, String id) {
        Execution execution = query.execution(id);
        if (!execution.region().equals(request.region())) {
            throw new WireException(AthenaError.INVALID_REQUEST, "QueryExecution " + id + " was not found");
        }
        query.authorize(request.caller(), request.region(), "athena:GetQueryExecution", execution.workGroup());
        return execution;
    }

    private static ObjectNode node(Execution execution) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("QueryExecutionId", execution.id());
        node.put("Query", execution.sql());
        node.put("StatementType", execution.statementType());
        node.put("SubstatementType", execution.substatementType());
        node.putObject("ResultConfiguration").put("OutputLocation", execution.resultLocation());
        node.putObject("ResultReuseConfiguration")
                .putObject("ResultReuseByAgeConfiguration")
                .put("Enabled", false);
        node.putObject("QueryExecutionContext")
                .put("Database", execution.database())
                .put("Catalog", "awsdatacatalog");
        status(execution, node.putObject("Status"));
        Statistics cost = execution.statistics();
        ObjectNode statistics = node.putObject("Statistics");
        if (execution.state().isOver()) {
            statistics
                    .put("EngineExecutionTimeInMillis", cost.engineMillis())
                    .put("DataScannedInBytes", cost.scannedBytes())
                    .put("TotalExecutionTimeInMillis", cost.totalMillis())
                    .put("QueryQueueTimeInMillis", cost.queueMillis())
                    .put("QueryPlanningTimeInMillis", cost.planningMillis())
                    .put("ServicePreProcessingTimeInMillis", 0)
                    .put("ServiceProcessingTimeInMillis", cost.serviceMillis())
                    .putObject("ResultReuseInformation")
                    .put("ReusedPreviousResult", false);
        }
        node.put("WorkGroup", execution.workGroup());
        node.putObject("EngineVersion")
                .put("SelectedEngineVersion", "AUTO")
                .put("EffectiveEngineVersion", WorkGroup.ENGINE);
        if (!execution.parameters().isEmpty()) {
            execution.parameters().forEach(node.putArray("ExecutionParameters")::add);
        }
        return node;
    }

    private static void status(Execution execution, ObjectNode status) {
        status.put("State", execution.state().name());
        execution.reason().ifPresent(reason -> status.put("StateChangeReason", reason));
        status.put("SubmissionDateTime", seconds(execution.submitted()));
        execution.completed().ifPresent(end -> status.put("CompletionDateTime", seconds(end)));
        if (execution.state() == Execution.State.FAILED) {
            String reason = execution.reason().orElse("");
            boolean ours = reason.startsWith("GENERIC_INTERNAL_ERROR");
            status.putObject("AthenaError")
                    .put("ErrorCategory", ours ? 1 : 2)
                    .put("ErrorType", ours ? 401 : 1003)
                    .put("Retryable", ours)
                    .put("ErrorMessage", reason);
        }
    }

    static double seconds(Instant moment) {
        return moment.toEpochMilli() / 1000.0;
    }
}
