package io.millrace.gateway.api;

import io.millrace.gateway.store.StageRow;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Stages: the names under which deployments are served. */
final class Stages {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9\\-._~:/?#&=,]*");

    private final ControlState state;
    private final LiveStages live;

    Stages(ControlState state, LiveStages live) {
        this.state = state;
        this.live = live;
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw GatewayError.BAD_REQUEST.because("Stage name only allows a-zA-Z0-9_");
        }
    }

    static void checkVariables(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw GatewayError.BAD_REQUEST.because(
                        "Stage variable name can only contain alphanumeric characters and '_': " + name);
            }
            if (!VALUE.matcher(value).matches()) {
                throw GatewayError.BAD_REQUEST.because(
                        "Stage variable value " + value + " does not match the regex [A-Za-z0-9-._~:/?#&=,]+");
            }
        });
    }

    /** What may be named as long as it asks for nothing. */
    static void refuseCacheAndTracing(Input input) {
        if (input.bool("cacheClusterEnabled").orElse(false)) {
            throw GatewayError.unsupported("cacheClusterEnabled");
        }
        if (input.bool("tracingEnabled").orElse(false)) {
            throw GatewayError.unsupported("tracingEnabled");
        }
    }

    static ObjectNode document(String name, long now) {
        return ControlState.object()
                .put("stageName", name)
                .put("cacheClusterEnabled", false)
                .put("cacheClusterStatus", "NOT_AVAILABLE")
                .put("tracingEnabled", false)
                .put("createdDate", now)
                .put("lastUpdatedDate", now);
    }

    private static ObjectNode shown(StageRow row) {
        ObjectNode shown = row.document().deepCopy();
        shown.put("deploymentId", row.deployment());
        ControlState.madeChild(shown, "methodSettings");
        return shown;
    }

    WireResponse create(Call call) throws Exception {
        Input input = call.input();
        String name = input.requiredString("stageName");
        String deployment = input.requiredString("deploymentId");
        checkName(name);
        ObjectNode document = document(name, state.now());
        input.string("description").ifPresent(text -> document.put("description", text));
        Map<String, String> variables = input.stringMap("variables");
        checkVariables(variables);
        variables.forEach(ControlState.madeChild(document, "variables")::put);
        Map<String, String> tags = input.stringMap("tags");
        tags.forEach(ControlState.madeChild(document, "tags")::put);
        refuseCacheAndTracing(input);
        input.refuseUnread();
        String api = call.path("restapi_id");
        StageRow row = state.with(tables -> {
            state.api(tables, call);
            state.deployment(tables, api, deployment);
            if (tables.stage(api, name).isPresent()) {
                throw GatewayError.CONFLICT.because("Stage already exists");
            }
            StageRow made = new StageRow(name, deployment, document);
            tables.putStage(api, made);
            return made;
        });
        live.reload(call.request().region(), api);
        return WireResponse.json(201, shown(row));
    }

    WireResponse get(Call call) {
        return state.with(tables -> WireResponse.json(200, shown(state.stage(tables, call))));
    }

    WireResponse list(Call call) {
        String deployment = call.query("deploymentId").orElse("");
        return state.with(tables -> {
            state.api(tables, call);
            return ControlState.items(tables.stages(call.path("restapi_id")).stream()
                    .filter(row -> deployment.isEmpty() || row.deployment().equals(deployment))
                    .map(Stages::shown)
                    .toList());
        });
    }

    WireResponse update(Call call) throws Exception {
        List<PatchOperation> operations = PatchOperation.of(call.input());
        String api = call.path("restapi_id");
        StageRow row = state.with(tables -> {
            StageRow stage = state.stage(tables, call);
            String deployment = stage.deployment();
            for (PatchOperation operation : operations) {
                if (operation.replaces("/deploymentId")) {
                    deployment = operation.value();
                    state.deployment(tables, api, deployment);
                } else {
                    patch(stage.document(), operation);
                }
            }
            stage.document().put("lastUpdatedDate", state.now());
            StageRow changed = new StageRow(stage.name(), deployment, stage.document());
            tables.putStage(api, changed);
            return changed;
        });
        live.reload(call.request().region(), api);
        return WireResponse.json(200, shown(row));
    }

    private static void patch(ObjectNode document, PatchOperation operation) {
        String variable = operation.below("/variables/");
        if (!variable.isEmpty() && operation.op().equals("remove")) {
            ControlState.madeChild(document, "variables").remove(variable);
        } else if (!variable.isEmpty() && operation.replaces(operation.path())) {
            checkVariables(Map.of(variable, operation.value()));
            ControlState.madeChild(document, "variables").put(variable, operation.value());
        } else if (operation.replaces("/description")) {
            document.put("description", operation.value());
        } else {
            throw ControlState.patchRefused(operation);
        }
    }

    WireResponse delete(Call call) {
        String api = call.path("restapi_id");
        state.with(tables -> {
            state.stage(tables, call);
            tables.deleteStage(api, call.path("stage_name"));
            return api;
        });
        live.reload(call.request().region(), api);
        return WireResponse.empty(202);
    }
}
