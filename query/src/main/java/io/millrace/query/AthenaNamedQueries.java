package io.millrace.query;

import io.millrace.base.Clock;
import io.millrace.base.Ids;
import io.millrace.base.Json;
import io.millrace.query.SavedQueryStore.Named;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Named queries. Shared between threads. */
final class AthenaNamedQueries {

    private static final AthenaPages.Batch QUERIES = new AthenaPages.Batch(
            "NamedQueryIds", "NamedQueries", "UnprocessedNamedQueryIds", "NamedQueryId", "INVALID_NAMED_QUERY_ID");

    private final Query query;
    private final SavedQueryStore store;
    private final Clock clock;
    private final RandomGenerator random;

    AthenaNamedQueries(Query query, SavedQueryStore store, Clock clock, RandomGenerator random) {
        this.query = query;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    ObjectNode create(WireRequest request, Input input) {
        String group = input.string("WorkGroup").orElse(WorkGroup.PRIMARY);
        Named named = new Named(
                Ids.uuid(random).toString(),
                request.region(),
                group,
                input.requiredString("Name"),
                input.string("Description").orElse(""),
                input.requiredString("Database"),
                AthenaExecutions.text(input, "QueryString"));
        Optional<String> token = AthenaExecutions.token(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:CreateNamedQuery", group);
        query.workGroup(request.region(), group);
        return Json.MAPPER
                .createObjectNode()
                .put("NamedQueryId", store.create(named, token, clock.instant()).id());
    }

    ObjectNode get(WireRequest request, Input input) {
        String id = input.requiredString("NamedQueryId");
        input.refuseUnread();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("NamedQuery", describe(visible(request, id, "athena:GetNamedQuery")));
        return answer;
    }

    ObjectNode batchGet(WireRequest request, Input input) {
        List<String> ids = input.strings("NamedQueryIds");
        input.refuseUnread();
        return QUERIES.answer(ids, id -> describe(visible(request, id, "athena:BatchGetNamedQuery")));
    }

    ObjectNode list(WireRequest request, Input input) {
        String group = input.string("WorkGroup").orElse(WorkGroup.PRIMARY);
        int limit = AthenaPages.limit(input, 50, 50);
        int offset = AthenaPages.offset(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:ListNamedQueries", group);
        query.workGroup(request.region(), group);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        List<String> all = store.ids(request.region(), group);
        AthenaPages.page(all, offset, limit, answer).forEach(answer.putArray("NamedQueryIds")::add);
        return answer;
    }

    ObjectNode update(WireRequest request, Input input) {
        Named before = visible(request, input.requiredString("NamedQueryId"), "athena:UpdateNamedQuery");
        Named after = new Named(
                before.id(),
                before.region(),
                before.workGroup(),
                input.requiredString("Name"),
                input.string("Description").orElse(before.description()),
                before.database(),
                AthenaExecutions.text(input, "QueryString"));
        input.refuseUnread();
        store.update(after);
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode delete(WireRequest request, Input input) {
        String id = input.requiredString("NamedQueryId");
        input.refuseUnread();
        store.delete(visible(request, id, "athena:DeleteNamedQuery"));
        return Json.MAPPER.createObjectNode();
    }

    private Named visible(WireRequest request, String id, String action) {
        Named named = store.named(request.region(), id)
                .orElseThrow(
                        () -> new WireException(AthenaError.INVALID_REQUEST, "NamedQuery " + id + " was not found"));
        query.authorize(request.caller(), request.region(), action, named.workGroup());
        return named;
    }

    private static ObjectNode describe(Named named) {
        return Json.MAPPER
                .createObjectNode()
                .put("Name", named.name())
                .put("Description", named.description())
                .put("Database", named.database())
                .put("QueryString", named.sql())
                .put("NamedQueryId", named.id())
                .put("WorkGroup", named.workGroup());
    }
}
