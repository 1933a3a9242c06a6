package io.millrace.query;

import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.query.SavedQueryStore.Prepared;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prepared statements, which EXECUTE runs. Shared between threads. */
final class AthenaPreparedStatements {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_@:]{0,255}");
    private static final AthenaPages.Batch STATEMENTS = new AthenaPages.Batch(
            "PreparedStatementNames",
            "PreparedStatements",
            "UnprocessedPreparedStatementNames",
            "StatementName",
            "STATEMENT_NOT_FOUND");

    private final Query query;
    private final SavedQueryStore store;
    private final Clock clock;

    AthenaPreparedStatements(Query query, SavedQueryStore store, Clock clock) {
        this.query = query;
        this.store = store;
        this.clock = clock;
    }

    ObjectNode create(WireRequest request, Input input) {
        Prepared statement = statement(request, input, "athena:CreatePreparedStatement");
        if (!store.put(request.region(), statement, true)) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, "PreparedStatement " + statement.name() + " already exists");
        }
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode update(WireRequest request, Input input) {
        Prepared statement = statement(request, input, "athena:UpdatePreparedStatement");
        if (!store.put(request.region(), statement, false)) {
            throw missing(statement.name());
        }
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode get(WireRequest request, Input input) {
        String name = input.requiredString("StatementName");
        String group = group(request, input, "athena:GetPreparedStatement");
        input.refuseUnread();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("PreparedStatement", described(request, group, name));
        return answer;
    }

    ObjectNode batchGet(WireRequest request, Input input) {
        List<String> names = input.strings("PreparedStatementNames");
        String group = group(request, input, "athena:BatchGetPreparedStatement");
        input.refuseUnread();
        return STATEMENTS.answer(names, name -> described(request, group, name));
    }

    ObjectNode list(WireRequest request, Input input) {
        String group = group(request, input, "athena:ListPreparedStatements");
        int limit = AthenaPages.limit(input, 50, 50);
        int offset = AthenaPages.offset(input);
        input.refuseUnread();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode nodes = answer.putArray("PreparedStatements");
        List<Prepared> all = store.prepared(request.region(), group);
        AthenaPages.page(all, offset, limit, answer)
                .forEach(statement -> nodes.addObject()
                        .put("StatementName", statement.name())
                        .put("LastModifiedTime", AthenaExecutions.seconds(statement.modified())));
        return answer;
    }

    ObjectNode delete(WireRequest request, Input input) {
        String name = input.requiredString("StatementName");
        String group = group(request, input, "athena:DeletePreparedStatement");
        input.refuseUnread();
        if (!store.forget(request.region(), group, name)) {
            throw missing(name);
        }
        return Json.MAPPER.createObjectNode();
    }

    private Prepared statement(WireRequest request, Input input, String action) {
        String name = input.requiredString("StatementName");
        if (!NAME.matcher(name).matches()) {
            throw input.broken(
                    "statementName",
                    name,
                    "Member must satisfy regular expression pattern: [a-zA-Z_][a-zA-Z0-9_@:]{1,256}");
        }
        Prepared statement = new Prepared(
                group(request, input, action),
                name,
                AthenaExecutions.text(input, "QueryStatement"),
                input.string("Description").orElse(""),
                clock.instant());
        input.refuseUnread();
        return statement;
    }

    private String group(WireRequest request, Input input, String action) {
        String group = input.requiredString("WorkGroup");
        query.authorize(request.caller(), request.region(), action, group);
        return query.workGroup(request.region(), group).name();
    }

    private static WireException missing(String name) {
        return new WireException(
                AthenaError.RESOURCE_NOT_FOUND, "PreparedStatement " + name + " was not found in the workgroup");
    }

    private ObjectNode described(WireRequest request, String group, String name) {
        Prepared statement = store.prepared(request.region(), group, name).orElseThrow(() -> missing(name));
        return Json.MAPPER
                .createObjectNode()
                .put("StatementName", statement.name())
                .put("QueryStatement", statement.sql())
                .put("WorkGroupName", statement.workGroup())
                .put("Description", statement.description())
                .put("LastModifiedTime", AthenaExecutions.seconds(statement.modified()));
    }
}
