package io.millrace.gateway.api;

import io.millrace.base.Clock;
import io.millrace.base.Ids;
import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.gateway.store.ApiTables;
import io.millrace.gateway.store.ResourceRow;
import io.millrace.gateway.store.StageRow;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the operations share: the tables, ids, the time, and AWS's words for what is not there. Shared between threads. */
final class ControlState {

    private final ControlDatabase database;
    private final Clock clock;
    private final RandomGenerator random;
    private final String account;

    ControlState(ControlDatabase database, Clock clock, RandomGenerator random, String account) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.account = account;
    }

    String account() {
        return account;
    }

    /** One transaction. */
    <T> T with(Function<ApiTables, T> work) {
        return database.inTransaction(handle -> work.apply(new ApiTables(handle)));
    }

    /** Seconds, as REST-JSON writes a time. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    String newId(int length) {
        synchronized (random) {
            return Ids.base36(random, length);
        }
    }

    static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    /** A list as API Gateway sends it. */
    static WireResponse items(List<? extends JsonNode> nodes) {
        ObjectNode answer = object();
        ArrayNode items = answer.putArray("item");
        nodes.forEach(items::add);
        return WireResponse.json(200, answer);
    }

    ObjectNode api(ApiTables tables, Call call) {
        String id = call.path("restapi_id");
        return tables.api(call.request().region(), id)
                .orElseThrow(
                        () -> GatewayError.NOT_FOUND.because("Invalid API identifier specified " + account + ":" + id));
    }

    ResourceRow resource(ApiTables tables, Call call) {
        return resource(tables, call, call.path("resource_id"));
    }

    ResourceRow resource(ApiTables tables, Call call, String id) {
        api(tables, call);
        return tables.resource(call.path("restapi_id"), id)
                .orElseThrow(() -> GatewayError.NOT_FOUND.because("Invalid Resource identifier specified"));
    }

    ObjectNode method(ResourceRow resource, Call call) {
        return child(resource.methods(), call.path("http_method"), "Invalid Method identifier specified");
    }

    ObjectNode integration(ResourceRow resource, Call call) {
        return child(method(resource, call), "methodIntegration", "No integration defined for method");
    }

    StageRow stage(ApiTables tables, Call call) {
        api(tables, call);
        return tables.stage(call.path("restapi_id"), call.path("stage_name"))
                .orElseThrow(() -> GatewayError.NOT_FOUND.because("Invalid stage identifier specified"));
    }

    ObjectNode deployment(ApiTables tables, String api, String id) {
        return tables.deployment(api, id)
                .orElseThrow(() -> GatewayError.NOT_FOUND.because("Invalid Deployment identifier specified"));
    }

    static ObjectNode child(ObjectNode parent, String name, String absent) {
        if (parent.get(name) instanceof ObjectNode child) {
            return child;
        }
        throw GatewayError.NOT_FOUND.because(absent);
    }

    /** The child, made where it is missing. */
    static ObjectNode madeChild(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
    }

    /** Lists are never cut here, so a position cannot have come from us. */
    static void refusePosition(Call call) {
        if (call.query("position").isPresent()) {
            throw GatewayError.BAD_REQUEST.because("Invalid position parameter specified");
        }
    }

    static WireException patchRefused(PatchOperation operation) {
        return GatewayError.BAD_REQUEST.because("The patch '" + operation.op() + " " + operation.path()
                + "' is not supported here." + " See docs/compatibility.md.");
    }
}
