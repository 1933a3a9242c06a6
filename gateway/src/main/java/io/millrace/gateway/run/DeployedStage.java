package io.millrace.gateway.run;

import io.millrace.base.Arn;
import io.millrace.gateway.mapping.Mapping;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A deployment's snapshot on a stage, ready to serve. Immutable. */
public final class DeployedStage {

    private static final Logger log = LoggerFactory.getLogger(DeployedStage.class);

    private final StageId id;
    private final Map<String, String> variables;
    private final Routes<Map<String, MethodPlan>> routes = new Routes<>();

    /** Where a stage stands. */
    public record StageId(String account, String region, String apiId, String stage) {

        Arn source(String method, String path) {
            return Arn.of("execute-api", region, account, apiId + "/" + stage + "/" + method + path);
        }
    }

    /** @param snapshot the resources of the deployment: id, path and methods of each */
    public DeployedStage(StageId id, Map<String, String> variables, ArrayNode snapshot, Mapping mapping) {
        this.id = id;
        this.variables = Map.copyOf(variables);
        MethodPlans plans = new MethodPlans(mapping);
        for (JsonNode resource : snapshot) {
            Map<String, MethodPlan> methods = new HashMap<>();
            String path = resource.path("path").asString("/");
            resource.path("methods").properties().forEach(method -> {
                MethodPlan plan = plan(plans, resource, (ObjectNode) method.getValue());
                if (plan != null) {
                    methods.put(method.getKey(), plan);
                }
            });
            if (!methods.isEmpty()) {
                routes.add(path, methods);
            }
        }
    }

    private @Nullable MethodPlan plan(MethodPlans plans, JsonNode resource, ObjectNode method) {
        String path = resource.path("path").asString("/");
        try {
            return plans.compile(resource.path("id").asString(""), path, method);
        } catch (IntegrationTarget.Unusable | RuntimeException broken) {
            log.error("{} of API {} stage {} cannot be served and is left out", path, id.apiId(), id.stage(), broken);
            return null;
        }
    }

    StageId id() {
        return id;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** The plan for a method and path; null where there is none. */
    Routes.@Nullable Match<MethodPlan> find(String method, String path) {
        Routes.Match<Map<String, MethodPlan>> match = routes.find(path);
        if (match == null) {
            return null;
        }
        MethodPlan exact = match.value().get(method);
        MethodPlan plan = exact != null ? exact : match.value().get("ANY");
        return plan == null ? null : new Routes.Match<>(plan, match.parameters());
    }
}
