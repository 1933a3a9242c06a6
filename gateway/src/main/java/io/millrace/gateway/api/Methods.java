package io.millrace.gateway.api;

import io.millrace.gateway.store.ResourceRow;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The methods of a resource, and the responses that they declare. */
final class Methods {

    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY");
    private static final Set<String> MODELS = Set.of("Empty", "Error");
    private static final Pattern REQUEST_PARAMETER =
            Pattern.compile("method\\.request\\.(path|querystring|header)\\..+");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

    private static final Set<String> PARTS = Set.of("methodResponses", "methodIntegration");
    private static final Set<String> COMPUTED = Set.of("httpMethod", "methodResponses", "methodIntegration");

    private final ControlState state;

    Methods(ControlState state) {
        this.state = state;
    }

    WireResponse put(Call call) throws Exception {
        String verb = call.path("http_method");
        if (!VERBS.contains(verb)) {
            throw GatewayError.BAD_REQUEST.because("Invalid HttpMethod specified. Valid options are GET, POST, PUT,"
                    + " DELETE, PATCH, HEAD, OPTIONS, ANY");
        }
        ObjectNode document = document(call.input(), verb);
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            if (row.methods().has(verb)) {
                throw GatewayError.CONFLICT.because("Method already exists for this resource");
            }
            row.methods().set(verb, document);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(201, document);
        });
    }

    private static ObjectNode document(Input input, String verb) {
        ObjectNode document = ControlState.object().put("httpMethod", verb);
        String authorization = input.requiredString("authorizationType");
        if (!authorization.equals("NONE")) {
            throw GatewayError.unsupported("authorizationType " + authorization);
        }
        document.put("authorizationType", authorization);
        if (input.bool("apiKeyRequired").orElse(false)) {
            throw GatewayError.unsupported("apiKeyRequired");
        }
        document.put("apiKeyRequired", false);
        if (!input.strings("authorizationScopes").isEmpty()) {
            throw GatewayError.unsupported("authorizationScopes");
        }
        input.string("operationName").ifPresent(name -> document.put("operationName", name));
        input.node("requestParameters").ifPresent(node -> document.set("requestParameters", requestParameters(node)));
        input.node("requestModels").ifPresent(node -> document.set("requestModels", models(node)));
        input.refuseUnread();
        return document;
    }

    private static JsonNode requestParameters(JsonNode node) {
        for (var entry : node.properties()) {
            if (!REQUEST_PARAMETER.matcher(entry.getKey()).matches()
                    || !entry.getValue().isBoolean()) {
                throw GatewayError.BAD_REQUEST.because(
                        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid"
                                + " mapping expression parameter specified: " + entry.getKey() + "]");
            }
        }
        return node;
    }

    /** Models other than the two that every API has are not kept. */
    private static JsonNode models(JsonNode node) {
        for (var entry : node.properties()) {
            String model = entry.getValue().asString("");
            if (!MODELS.contains(model)) {
                throw GatewayError.BAD_REQUEST.because(
                        "Invalid model identifier specified: " + model + ". Only Empty and Error exist here.");
            }
        }
        return node;
    }

    WireResponse get(Call call) {
        return state.with(tables -> WireResponse.json(200, state.method(state.resource(tables, call), call)));
    }

    WireResponse update(Call call) throws Exception {
        List<PatchOperation> operations = PatchOperation.of(call.input());
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode method = state.method(row, call);
            ObjectNode patched = Patches.apply(method, operations, COMPUTED);
            ObjectNode document = document(Input.of(patched), call.path("http_method"));
            for (String kept : PARTS) {
                if (method.has(kept)) {
                    document.set(kept, method.get(kept));
                }
            }
            row.methods().set(call.path("http_method"), document);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(200, document);
        });
    }

    WireResponse delete(Call call) {
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            state.method(row, call);
            row.methods().remove(call.path("http_method"));
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.empty(204);
        });
    }

    WireResponse putResponse(Call call) throws Exception {
        String status = call.path("status_code");
        if (!STATUS.matcher(status).matches()) {
            throw GatewayError.BAD_REQUEST.because("Invalid response status code specified: " + status);
        }
        ObjectNode document = responseDocument(call.input(), status);
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode responses = ControlState.madeChild(state.method(row, call), "methodResponses");
            if (responses.has(status)) {
                throw GatewayError.CONFLICT.because("Response already exists for this resource");
            }
            responses.set(status, document);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(201, document);
        });
    }

    private static ObjectNode responseDocument(Input input, String status) {
        ObjectNode document = ControlState.object().put("statusCode", status);
        input.node("responseParameters")
                .ifPresent(node -> document.set("responseParameters", responseParameters(node)));
        input.node("responseModels").ifPresent(node -> document.set("responseModels", models(node)));
        input.refuseUnread();
        return document;
    }

    WireResponse updateResponse(Call call) throws Exception {
        List<PatchOperation> operations = PatchOperation.of(call.input());
        String status = call.path("status_code");
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode method = state.method(row, call);
            ObjectNode patched = Patches.apply(response(method, call), operations, Set.of("statusCode"));
            ObjectNode document = responseDocument(Input.of(patched), status);
            ControlState.madeChild(method, "methodResponses").set(status, document);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(201, document);
        });
    }

    private static JsonNode responseParameters(JsonNode node) {
        for (var entry : node.properties()) {
            if (!entry.getKey().startsWith("method.response.header.")
                    || !entry.getValue().isBoolean()) {
                throw GatewayError.BAD_REQUEST.because(
                        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid"
                                + " mapping expression parameter specified: " + entry.getKey() + "]");
            }
        }
        return node;
    }

    WireResponse getResponse(Call call) {
        return state.with(tables ->
                WireResponse.json(200, response(state.method(state.resource(tables, call), call), call)));
    }

    private static ObjectNode response(ObjectNode method, Call call) {
        return ControlState.child(
                ControlState.madeChild(method, "methodResponses"),
                call.path("status_code"),
                "Invalid Response status code specified");
    }

    WireResponse deleteResponse(Call call) {
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode method = state.method(row, call);
            response(method, call);
            ControlState.madeChild(method, "methodResponses").remove(call.path("status_code"));
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.empty(204);
        });
    }
}
