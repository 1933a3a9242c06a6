package io.millrace.gateway.api;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.gateway.run.Engine;
import io.millrace.gateway.run.IntegrationTarget;
import io.millrace.gateway.run.Passthrough;
import io.millrace.gateway.store.ResourceRow;
import io.millrace.gateway.template.TemplateRefused;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.node.ObjectNode;

/** The integration of a method, and the responses that it is mapped to. */
final class Integrations {

    private static final Set<String> FIXED_HEADERS = Set.of("content-type", "x-amz-target", "accept");
    private static final String REQUEST_HEADER = "integration.request.header.";

    private final ControlState state;
    private final Engine engine;
    private final Access access;

    Integrations(ControlState state, Engine engine, Access access) {
        this.state = state;
        this.engine = engine;
        this.access = access;
    }

    WireResponse put(Call call) throws Exception {
        Input input = call.input();
        ObjectNode document = document(input, call);
        input.refuseUnread();
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode method = state.method(row, call);
            method.set("methodIntegration", document);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(201, document);
        });
    }

    private ObjectNode document(Input input, Call call) {
        ObjectNode document = ControlState.object();
        String type = input.requiredString("type");
        document.put("type", type);
        Map<String, String> requestParameters = input.stringMap("requestParameters");
        switch (type) {
            case "AWS" -> aws(input, call, document, requestParameters);
            case "MOCK" -> input.string("httpMethod").ifPresent(verb -> document.put("httpMethod", verb));
            case "HTTP", "HTTP_PROXY", "AWS_PROXY" -> throw GatewayError.unsupported("The integration type " + type);
            default ->
                throw input.broken(
                        "type", type, "Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]");
        }
        parameters(requestParameters, document);
        templates(input.stringMap("requestTemplates"), document, "requestTemplates");
        document.put("passthroughBehavior", passthrough(input));
        contentHandling(input, document);
        timeout(input, document);
        unusedParts(input);
        String namespace = input.string("cacheNamespace").orElse(call.path("resource_id"));
        if (!namespace.equals(call.path("resource_id"))
                || !input.strings("cacheKeyParameters").isEmpty()) {
            throw GatewayError.unsupported("Caching");
        }
        document.put("cacheNamespace", namespace);
        document.putArray("cacheKeyParameters");
        return document;
    }

    private void aws(Input input, Call call, ObjectNode document, Map<String, String> requestParameters) {
        String verb = input.string("httpMethod").orElse("");
        if (verb.isEmpty()) {
            throw GatewayError.BAD_REQUEST.because("Enumeration value for HttpMethod must be non-empty");
        }
        if (!verb.equals("POST")) {
            throw GatewayError.unsupported("The integration's HTTP method " + verb + " (AWS actions take POST)");
        }
        String uri = input.string("uri").orElse("");
        IntegrationTarget target;
        try {
            target = IntegrationTarget.of(uri, requestParameters);
        } catch (IntegrationTarget.Unusable unusable) {
            throw GatewayError.BAD_REQUEST.because(unusable.text());
        }
        if (!engine.knows(target.service())) {
            throw GatewayError.unsupported("An integration with the service '" + target.service() + "'");
        }
        String role = input.string("credentials").orElse("");
        Arn roleArn = Arn.parse(role)
                .filter(arn -> arn.service().equals("iam") && arn.resource().startsWith("role/"))
                .orElseThrow(() -> GatewayError.BAD_REQUEST.because(
                        role.isEmpty()
                                ? "Role ARN must be specified for AWS integrations"
                                : "Invalid ARN specified in the request"));
        access.passRole(call.request().caller(), roleArn, "apigateway.amazonaws.com");
        document.put("httpMethod", verb).put("uri", uri).put("credentials", role);
    }

    private static void parameters(Map<String, String> requestParameters, ObjectNode document) {
        if (requestParameters.isEmpty()) {
            return;
        }
        ObjectNode kept = document.putObject("requestParameters");
        requestParameters.forEach((name, value) -> {
            String header = name.startsWith(REQUEST_HEADER) ? name.substring(REQUEST_HEADER.length()) : "";
            boolean known = FIXED_HEADERS.contains(header.toLowerCase(Locale.ROOT));
            if (!known || !IntegrationTarget.isFixed(value)) {
                throw GatewayError.unsupported("The request parameter " + name + " = " + value
                        + " (only fixed values of Content-Type, Accept and X-Amz-Target)");
            }
            kept.put(name, value);
        });
    }

    /** Compiled once to see that they can be. */
    private void templates(Map<String, String> templates, ObjectNode document, String member) {
        if (templates.isEmpty()) {
            return;
        }
        ObjectNode kept = document.putObject(member);
        templates.forEach((type, source) -> {
            try {
                engine.mapping().template(source);
            } catch (TemplateRefused refused) {
                throw GatewayError.BAD_REQUEST.because("Invalid mapping template for " + type + ": " + refused.text());
            }
            kept.put(type, source);
        });
    }

    private static String passthrough(Input input) {
        String wanted = input.string("passthroughBehavior").orElse(Passthrough.WHEN_NO_MATCH.name());
        if (Arrays.stream(Passthrough.values()).noneMatch(known -> known.name().equals(wanted))) {
            throw input.broken(
                    "passthroughBehavior",
                    wanted,
                    "Member must satisfy enum value set: [WHEN_NO_MATCH, WHEN_NO_TEMPLATES, NEVER]");
        }
        return wanted;
    }

    /** Payloads are text here, so converting to text is nothing to do. */
    private static void contentHandling(Input input, ObjectNode document) {
        input.string("contentHandling").ifPresent(wanted -> {
            if (!wanted.equals("CONVERT_TO_TEXT")) {
                throw GatewayError.unsupported("contentHandling " + wanted);
            }
            document.put("contentHandling", wanted);
        });
    }

    private static void timeout(Input input, ObjectNode document) {
        long millis = input.integer("timeoutInMillis").orElse(29_000L);
        if (millis < 50 || millis > 29_000) {
            throw GatewayError.BAD_REQUEST.because("Timeout should be between 50 ms and 29000 ms");
        }
        document.put("timeoutInMillis", millis);
    }

    private static void unusedParts(Input input) {
        String connection = input.string("connectionType").orElse("INTERNET");
        if (!connection.equals("INTERNET")) {
            throw GatewayError.unsupported("connectionType " + connection);
        }
        String transfer = input.string("responseTransferMode").orElse("BUFFERED");
        if (!transfer.equals("BUFFERED")) {
            throw GatewayError.unsupported("responseTransferMode " + transfer);
        }
    }

    WireResponse get(Call call) {
        return state.with(tables -> WireResponse.json(200, state.integration(state.resource(tables, call), call)));
    }

    WireResponse update(Call call) throws Exception {
        List<PatchOperation> operations = PatchOperation.of(call.input());
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode old = state.integration(row, call);
            Input patched = Input.of(Patches.apply(old, operations, Set.of("integrationResponses")));
            ObjectNode document = document(patched, call);
            patched.refuseUnread();
            if (old.has("integrationResponses")) {
                document.set("integrationResponses", old.get("integrationResponses"));
            }
            state.method(row, call).set("methodIntegration", document);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(200, document);
        });
    }

    WireResponse delete(Call call) {
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            state.integration(row, call);
            state.method(row, call).remove("methodIntegration");
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.empty(204);
        });
    }

    WireResponse putResponse(Call call) throws Exception {
        Input input = call.input();
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode document = keepResponse(input, row, call);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(201, document);
        });
    }

    WireResponse updateResponse(Call call) throws Exception {
        List<PatchOperation> operations = PatchOperation.of(call.input());
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode old = response(state.integration(row, call), call);
            ObjectNode patched = Patches.apply(old, operations, Set.of("statusCode"));
            ObjectNode document = keepResponse(Input.of(patched), row, call);
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.json(200, document);
        });
    }

    /** Reads a response's document and puts it into the resource's. */
    private ObjectNode keepResponse(Input input, ResourceRow row, Call call) {
        String status = call.path("status_code");
        ObjectNode integration = state.integration(row, call);
        ObjectNode declared = ControlState.child(
                ControlState.madeChild(state.method(row, call), "methodResponses"),
                status,
                "Invalid Response status code specified");
        ObjectNode document = ControlState.object().put("statusCode", status);
        String pattern = input.string("selectionPattern").orElse("");
        if (!pattern.isEmpty()) {
            checkPattern(pattern);
            document.put("selectionPattern", pattern);
        }
        ResponseParameters.check(input.stringMap("responseParameters"), declared, document);
        templates(input.stringMap("responseTemplates"), document, "responseTemplates");
        contentHandling(input, document);
        input.refuseUnread();
        ControlState.madeChild(integration, "integrationResponses").set(status, document);
        return document;
    }

    private static void checkPattern(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw GatewayError.BAD_REQUEST.because(
                    "Invalid selection pattern specified: " + wrong.getDescription() + " in " + pattern);
        }
    }

    WireResponse getResponse(Call call) {
        return state.with(tables ->
                WireResponse.json(200, response(state.integration(state.resource(tables, call), call), call)));
    }

    private static ObjectNode response(ObjectNode integration, Call call) {
        return ControlState.child(
                ControlState.madeChild(integration, "integrationResponses"),
                call.path("status_code"),
                "Invalid Response status code specified");
    }

    WireResponse deleteResponse(Call call) {
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            ObjectNode integration = state.integration(row, call);
            response(integration, call);
            ControlState.madeChild(integration, "integrationResponses").remove(call.path("status_code"));
            tables.putResource(call.path("restapi_id"), row);
            return WireResponse.empty(204);
        });
    }
}
