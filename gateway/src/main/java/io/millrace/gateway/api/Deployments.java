package io.millrace.gateway.api;

import io.millrace.base.Json;
import io.millrace.gateway.store.ApiTables;
import io.millrace.gateway.store.ResourceRow;
import io.millrace.gateway.store.StageRow;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deployments: snapshots of an API. */
final class Deployments {

    private final ControlState state;
    private final LiveStages live;

    Deployments(ControlState state, LiveStages live) {
        this.state = state;
        this.live = live;
    }

    WireResponse create(Call call) throws Exception {
        Input input = call.input();
        ObjectNode document = ControlState.object().put("id", state.newId(6));
        input.string("description").ifPresent(text -> document.put("description", text));
        document.put("createdDate", state.now());
        String stageName = input.string("stageName").orElse("");
        String stageDescription = input.string("stageDescription").orElse("");
        Map<String, String> variables = input.stringMap("variables");
        Stages.refuseCacheAndTracing(input);
        input.refuseUnread();
        if (!stageName.isEmpty()) {
            Stages.checkName(stageName);
        }
        String api = call.path("restapi_id");
        state.with(tables -> {
            state.api(tables, call);
            String id = document.get("id").asString();
            tables.putDeployment(api, id, document, snapshot(tables.resources(api)));
            if (!stageName.isEmpty()) {
                tables.putStage(api, stage(tables, api, stageName, id, stageDescription, variables));
            }
            return id;
        });
        live.reload(call.request().region(), api);
        return WireResponse.json(201, document);
    }

    /** An existing stage is moved to the deployment. */
    private StageRow stage(
            ApiTables tables,
            String api,
            String name,
            String deployment,
            String description,
            Map<String, String> variables) {
        ObjectNode document =
                tables.stage(api, name).map(StageRow::document).orElseGet(() -> Stages.document(name, state.now()));
        if (!description.isEmpty()) {
            document.put("description", description);
        }
        if (!variables.isEmpty()) {
            Stages.checkVariables(variables);
            variables.forEach(ControlState.madeChild(document, "variables")::put);
        }
        document.put("lastUpdatedDate", state.now());
        return new StageRow(name, deployment, document);
    }

    private static ArrayNode snapshot(List<ResourceRow> rows) {
        ArrayNode snapshot = Json.MAPPER.createArrayNode();
        boolean any = false;
        for (ResourceRow row : rows) {
            for (var method : row.methods().properties()) {
                any = true;
                if (!method.getValue().has("methodIntegration")) {
                    throw GatewayError.BAD_REQUEST.because("No integration defined for method");
                }
            }
            ObjectNode resource = snapshot.addObject().put("id", row.id()).put("path", row.path());
            resource.set("methods", row.methods());
        }
        if (!any) {
            throw GatewayError.BAD_REQUEST.because("The REST API doesn't contain any methods");
        }
        return snapshot;
    }

    WireResponse get(Call call) {
        boolean embed = call.request().query().getOrDefault("embed", List.of()).contains("apisummary");
        return state.with(tables -> {
            state.api(tables, call);
            String api = call.path("restapi_id");
            ObjectNode document = state.deployment(tables, api, call.path("deployment_id"));
            if (embed) {
                document.set("apiSummary", summary(tables.snapshot(api, call.path("deployment_id"))));
            }
            return WireResponse.json(200, document);
        });
    }

    private static ObjectNode summary(ArrayNode snapshot) {
        ObjectNode summary = ControlState.object();
        snapshot.forEach(resource -> resource.path("methods")
                .properties()
                .forEach(method -> ControlState.madeChild(
                                summary, resource.path("path").asString("/"))
                        .putObject(method.getKey())
                        .put(
                                "authorizationType",
                                method.getValue().path("authorizationType").asString("NONE"))
                        .put("apiKeyRequired", false)));
        return summary;
    }

    WireResponse list(Call call) {
        ControlState.refusePosition(call);
        return state.with(tables -> {
            state.api(tables, call);
            return ControlState.items(tables.deployments(call.path("restapi_id")));
        });
    }

    WireResponse update(Call call) throws Exception {
        List<PatchOperation> operations = PatchOperation.of(call.input());
        return state.with(tables -> {
            state.api(tables, call);
            String api = call.path("restapi_id");
            String id = call.path("deployment_id");
            ObjectNode document = state.deployment(tables, api, id);
            for (PatchOperation operation : operations) {
                if (!operation.replaces("/description")) {
                    throw ControlState.patchRefused(operation);
                }
                document.put("description", operation.value());
            }
            tables.updateDeployment(api, id, document);
            return WireResponse.json(200, document);
        });
    }

    WireResponse delete(Call call) {
        return state.with(tables -> {
            state.api(tables, call);
            String api = call.path("restapi_id");
            String id = call.path("deployment_id");
            state.deployment(tables, api, id);
            if (tables.stages(api).stream().anyMatch(stage -> stage.deployment().equals(id))) {
                throw GatewayError.BAD_REQUEST.because(
                        "Active stages pointing to this deployment must be moved or deleted");
            }
            tables.deleteDeployment(api, id);
            return WireResponse.empty(202);
        });
    }
}
