package io.millrace.gateway.api;

import io.millrace.gateway.mapping.Mapping;
import io.millrace.gateway.run.DeployedStage;
import io.millrace.gateway.store.ApiTables;
import io.millrace.gateway.store.StageRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is served now, in memory, made from the control state. Shared between threads; finding never waits. */
public final class LiveStages {

    private final ConcurrentHashMap<String, Map<String, DeployedStage>> byApi = new ConcurrentHashMap<>();
    private final ControlState state;
    private final Mapping mapping;

    LiveStages(ControlState state, Mapping mapping) {
        this.state = state;
        this.mapping = mapping;
    }

    /** Null where there is none. */
    public @Nullable DeployedStage find(String api, String stage) {
        Map<String, DeployedStage> stages = byApi.get(api);
        return stages == null ? null : stages.get(stage);
    }

    /** At start. */
    void loadAll() {
        state.with(ApiTables::deployedApis).forEach(api -> reload(api.region(), api.id()));
    }

    /** After a change was committed: the last to come sees all that was committed before. */
    synchronized void reload(String region, String api) {
        Map<String, DeployedStage> stages = state.with(tables -> {
            Map<String, DeployedStage> loaded = new HashMap<>();
            for (StageRow row : tables.stages(api)) {
                Map<String, String> variables = new LinkedHashMap<>();
                row.document()
                        .path("variables")
                        .properties()
                        .forEach(entry ->
                                variables.put(entry.getKey(), entry.getValue().asString("")));
                DeployedStage.StageId id = new DeployedStage.StageId(state.account(), region, api, row.name());
                loaded.put(
                        row.name(), new DeployedStage(id, variables, tables.snapshot(api, row.deployment()), mapping));
            }
            return loaded;
        });
        byApi.put(api, stages);
    }

    synchronized void forget(String api) {
        byApi.remove(api);
    }
}
