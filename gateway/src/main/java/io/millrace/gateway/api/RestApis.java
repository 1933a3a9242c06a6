package io.millrace.gateway.api;

import io.millrace.gateway.store.ApiTables;
import io.millrace.gateway.store.ResourceRow;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireException;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** REST APIs. */
final class RestApis {

    private static final Set<String> ENDPOINT_TYPES = Set.of("REGIONAL", "EDGE");

    private final ControlState state;
    private final LiveStages live;

    RestApis(ControlState state, LiveStages live) {
        this.state = state;
        this.live = live;
    }

    WireResponse create(Call call) throws Exception {
        if (call.query("mode").isPresent()) {
            throw GatewayError.unsupported("ImportRestApi");
        }
        Input input = call.input();
        String name = input.requiredString("name");
        if (name.isBlank()) {
            throw GatewayError.BAD_REQUEST.because("API name cannot be blank");
        }
        ObjectNode document = ControlState.object();
        document.put("id", state.newId(10)).put("name", name);
        input.string("description").ifPresent(text -> document.put("description", text));
        document.put("createdDate", state.now());
        input.string("version").ifPresent(text -> document.put("version", text));
        readRefusable(input);
        document.put("apiKeySource", "HEADER");
        document.set("endpointConfiguration", endpoint(input));
        ObjectNode tags = ControlState.object();
        input.stringMap("tags").forEach(tags::put);
        document.set("tags", tags);
        document.put("disableExecuteApiEndpoint", false);
        document.put("rootResourceId", state.newId(10));
        input.refuseUnread();
        return state.with(tables -> {
            String id = document.get("id").asString();
            tables.putApi(call.request().region(), id, document);
            tables.putResource(
                    id,
                    new ResourceRow(document.get("rootResourceId").asString(), null, "", "/", ControlState.object()));
            return WireResponse.json(201, document);
        });
    }

    /** What may be named as long as it asks for nothing. */
    private static void readRefusable(Input input) {
        if (!input.string("apiKeySource").orElse("HEADER").equals("HEADER")) {
            throw GatewayError.unsupported("apiKeySource AUTHORIZER");
        }
        if (!input.strings("binaryMediaTypes").isEmpty()) {
            throw GatewayError.unsupported("binaryMediaTypes");
        }
        if (input.bool("disableExecuteApiEndpoint").orElse(false)) {
            throw GatewayError.unsupported("disableExecuteApiEndpoint");
        }
    }

    private static ObjectNode endpoint(Input input) {
        ObjectNode endpoint = ControlState.object();
        List<String> types = List.of("EDGE");
        String addresses = "ipv4";
        if (input.has("endpointConfiguration")) {
            Input wanted = input.requiredObject("endpointConfiguration");
            List<String> named = wanted.strings("types");
            types = named.isEmpty() ? types : named;
            addresses = wanted.string("ipAddressType").orElse("ipv4");
            if (!wanted.strings("vpcEndpointIds").isEmpty()) {
                throw GatewayError.unsupported("vpcEndpointIds");
            }
        }
        if (types.size() != 1 || !ENDPOINT_TYPES.contains(types.getFirst())) {
            throw GatewayError.unsupported("The endpoint type " + String.join(", ", types));
        }
        if (!addresses.equals("ipv4")) {
            throw GatewayError.unsupported("The ipAddressType " + addresses);
        }
        ArrayNode list = endpoint.putArray("types");
        types.forEach(list::add);
        endpoint.put("ipAddressType", addresses);
        return endpoint;
    }

    WireResponse get(Call call) {
        return state.with(tables -> WireResponse.json(200, state.api(tables, call)));
    }

    WireResponse list(Call call) {
        ControlState.refusePosition(call);
        return state.with(
                tables -> ControlState.items(tables.apis(call.request().region())));
    }

    WireResponse update(Call call) throws Exception {
        List<PatchOperation> operations = PatchOperation.of(call.input());
        return state.with(tables -> {
            ObjectNode document = state.api(tables, call);
            operations.forEach(operation -> patch(document, operation));
            tables.putApi(call.request().region(), call.path("restapi_id"), document);
            return WireResponse.json(200, document);
        });
    }

    private static void patch(ObjectNode document, PatchOperation operation) {
        if (operation.replaces("/name") && !operation.value().isBlank()) {
            document.put("name", operation.value());
        } else if (operation.replaces("/description")) {
            document.put("description", operation.value());
        } else if (operation.removes("/description")) {
            document.remove("description");
        } else {
            throw ControlState.patchRefused(operation);
        }
    }

    WireResponse delete(Call call) {
        String id = call.path("restapi_id");
        state.with(tables -> {
            state.api(tables, call);
            tables.deleteApi(id);
            return id;
        });
        live.forget(id);
        return WireResponse.empty(202);
    }

    /** Tags of an API or of a stage, by its ARN. */
    WireResponse tags(Call call) {
        return state.with(tables -> {
            ObjectNode answer = ControlState.object();
            answer.set("tags", tagged(tables, call).path("tags"));
            return WireResponse.json(200, answer);
        });
    }

    private ObjectNode tagged(ApiTables tables, Call call) {
        String arn = call.path("resource_arn");
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        return tables.api(call.request().region(), id)
                .filter(document -> arn.endsWith("::/restapis/" + id))
                .orElseThrow(() -> GatewayError.NOT_FOUND.because("Invalid ARN specified in the request: " + arn));
    }

    WireResponse tag(Call call) throws Exception {
        Map<String, String> added = tagsOf(call.input());
        state.with(tables -> {
            ObjectNode document = tagged(tables, call);
            added.forEach(ControlState.madeChild(document, "tags")::put);
            tables.putApi(call.request().region(), document.get("id").asString(), document);
            return document;
        });
        return WireResponse.empty(204);
    }

    private static Map<String, String> tagsOf(Input input) throws WireException {
        Map<String, String> tags = input.stringMap("tags");
        input.refuseUnread();
        return tags;
    }

    WireResponse untag(Call call) {
        List<String> keys = call.request().query().getOrDefault("tagKeys", List.of());
        state.with(tables -> {
            ObjectNode document = tagged(tables, call);
            ControlState.madeChild(document, "tags").remove(keys);
            tables.putApi(call.request().region(), document.get("id").asString(), document);
            return document;
        });
        return WireResponse.empty(204);
    }
}
