package io.millrace.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.gateway.call.StageRequest;
import io.millrace.gateway.run.DeployedStage;
import io.millrace.gateway.run.Engine;
import io.millrace.gateway.run.IntegrationTarget;
import io.millrace.gateway.store.ResourceRow;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** TestInvokeMethod: the console's "Test" button. Runs the method as it stands now, deployed or not. */
final class TestInvocations {

    private final ControlState state;
    private final Engine engine;

    TestInvocations(ControlState state, Engine engine) {
        this.state = state;
        this.engine = engine;
    }

    WireResponse invoke(Call call) throws Exception {
        Input input = call.input();
        String path = input.string("pathWithQueryString").orElse("");
        String body = input.string("body").orElse("");
        Map<String, List<String>> headers = headers(input);
        Map<String, String> variables = input.stringMap("stageVariables");
        input.refuseUnread();
        ResourceRow resource = state.with(tables -> state.resource(tables, call));
        ObjectNode method = state.method(resource, call);
        int question = path.indexOf('?');
        String pathOnly = question < 0 ? path : path.substring(0, question);
        String verb = call.path("http_method");
        StageRequest request = new StageRequest(
                call.path("restapi_id"),
                "",
                verb,
                pathOnly.isEmpty() ? resource.path() : pathOnly,
                query(question < 0 ? "" : path.substring(question + 1)),
                headers,
                body.getBytes(UTF_8),
                "test-invoke-source-ip");
        DeployedStage.StageId api =
                new DeployedStage.StageId(state.account(), call.request().region(), call.path("restapi_id"), "");
        try {
            Engine.TestResult result = engine.test(
                            api, resource.id(), resource.path(), method, new Engine.TestRequest(request, variables))
                    .get(1, TimeUnit.MINUTES);
            return WireResponse.json(200, document(result));
        } catch (IntegrationTarget.Unusable unusable) {
            throw GatewayError.NOT_FOUND.because(unusable.text());
        }
    }

    private static ObjectNode document(Engine.TestResult result) {
        ObjectNode document =
                ControlState.object().put("status", result.response().status());
        document.put("body", new String(result.response().body(), UTF_8));
        ObjectNode headers = document.putObject("headers");
        ObjectNode many = document.putObject("multiValueHeaders");
        result.response().headers().forEach((name, value) -> {
            headers.put(name, value);
            many.putArray(name).add(value);
        });
        document.put("log", result.log());
        document.put("latency", result.latencyMillis());
        return document;
    }

    private static Map<String, List<String>> headers(Input input) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        input.stringMap("headers").forEach((name, value) -> headers.put(name, List.of(value)));
        input.node("multiValueHeaders")
                .ifPresent(node -> node.properties().forEach(entry -> {
                    List<String> values = new ArrayList<>();
                    for (JsonNode value : entry.getValue()) {
                        values.add(value.asString(""));
                    }
                    headers.put(entry.getKey(), values);
                }));
        return headers;
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decode(name), absent -> new ArrayList<>()).add(decode(value));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException broken) {
            throw GatewayError.BAD_REQUEST.because("The query string has a broken escape: " + text);
        }
    }
}
