package io.millrace.gateway.run;

import io.millrace.gateway.mapping.Mapping;
import io.millrace.gateway.template.MappingTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compiles AWS's documents of methods into plans. Shared between threads. */
final class MethodPlans {

    private final Mapping mapping;

    MethodPlans(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Null for a method without an integration. */
    @Nullable
    MethodPlan compile(String resourceId, String resourcePath, ObjectNode method) throws IntegrationTarget.Unusable {
        JsonNode integration = method.path("methodIntegration");
        if (!integration.isObject()) {
            return null;
        }
        IntegrationTarget target = null;
        if (integration.path("type").asString("").equals("AWS")) {
            target = IntegrationTarget.of(
                    integration.path("uri").asString(""), strings(integration.path("requestParameters")));
        }
        return new MethodPlan(
                resourceId,
                resourcePath,
                required(method.path("requestParameters")),
                target,
                integration.path("credentials").asString(""),
                Passthrough.valueOf(integration.path("passthroughBehavior").asString("WHEN_NO_MATCH")),
                templates(integration.path("requestTemplates")),
                Duration.ofMillis(integration.path("timeoutInMillis").asInt(29_000)),
                responses(integration.path("integrationResponses")));
    }

    private List<ResponsePlan> responses(JsonNode documents) {
        List<ResponsePlan> responses = new ArrayList<>();
        documents.properties().forEach(entry -> {
            String pattern = entry.getValue().path("selectionPattern").asString("");
            responses.add(new ResponsePlan(
                    Integer.parseInt(entry.getKey()),
                    pattern.isEmpty() ? null : Pattern.compile(pattern),
                    templates(entry.getValue().path("responseTemplates")),
                    headers(entry.getValue().path("responseParameters"))));
        });
        return List.copyOf(responses);
    }

    private static Map<String, ResponsePlan.HeaderSource> headers(JsonNode parameters) {
        Map<String, ResponsePlan.HeaderSource> headers = new LinkedHashMap<>();
        parameters.properties().forEach(entry -> {
            ResponsePlan.HeaderSource source =
                    ResponsePlan.source(entry.getValue().asString(""));
            if (source != null) {
                headers.put(entry.getKey().substring("method.response.header.".length()), source);
            }
        });
        return headers;
    }

    private Map<String, MappingTemplate> templates(JsonNode sources) {
        Map<String, MappingTemplate> templates = new LinkedHashMap<>();
        sources.properties()
                .forEach(entry -> templates.put(
                        entry.getKey(), mapping.template(entry.getValue().asString(""))));
        return templates;
    }

    private static List<String> required(JsonNode parameters) {
        List<String> required = new ArrayList<>();
        parameters.properties().forEach(entry -> {
            if (entry.getValue().asBoolean(false)) {
                required.add(entry.getKey());
            }
        });
        return List.copyOf(required);
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString("")));
        return strings;
    }
}
