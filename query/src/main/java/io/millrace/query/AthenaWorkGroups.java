package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Workgroups: {@code primary}. Shared between threads. */
final class AthenaWorkGroups {

    private static final String ENGINE = "Athena engine version 3";

    private final Query query;
    private final WorkGroupStore store;

    AthenaWorkGroups(Query query, WorkGroupStore store) {
        this.query = query;
        this.store = store;
    }

    ObjectNode get(WireRequest request, Input input) {
        String name = input.requiredString("WorkGroup");
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:GetWorkGroup", name);
        WorkGroup group = query.workGroup(request.region(), name);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ObjectNode node = answer.putObject("WorkGroup");
        node.put("Name", group.name()).put("State", "ENABLED").put("Description", group.description());
        ObjectNode configuration = node.putObject("Configuration");
        ObjectNode result = configuration.putObject("ResultConfiguration");
        group.outputLocation().ifPresent(location -> result.put("OutputLocation", location));
        configuration
                .put("EnforceWorkGroupConfiguration", group.enforce())
                .put("PublishCloudWatchMetricsEnabled", false)
                .put("RequesterPaysEnabled", false);
        engine(configuration.putObject("EngineVersion"));
        return answer;
    }

    ObjectNode list(WireRequest request, Input input) {
        AthenaPages.limit(input, 50, 50);
        AthenaPages.place(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:ListWorkGroups", "*");
        WorkGroup group = query.workGroup(request.region(), WorkGroup.PRIMARY);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ObjectNode node = answer.putArray("WorkGroups").addObject();
        node.put("Name", group.name()).put("State", "ENABLED").put("Description", group.description());
        engine(node.putObject("EngineVersion"));
        return answer;
    }

    ObjectNode update(WireRequest request, Input input) {
        String name = input.requiredString("WorkGroup");
        query.authorize(request.caller(), request.region(), "athena:UpdateWorkGroup", name);
        WorkGroup before = query.workGroup(request.region(), name);
        Optional<Input> updates = input.object("ConfigurationUpdates");
        Optional<Input> result = updates.flatMap(it -> it.object("ResultConfigurationUpdates"));
        Optional<String> location = result.flatMap(it -> it.string("OutputLocation"));
        boolean remove = result.flatMap(it -> it.bool("RemoveOutputLocation")).orElse(false);
        boolean enforce =
                updates.flatMap(it -> it.bool("EnforceWorkGroupConfiguration")).orElse(before.enforce());
        String description = input.string("Description").orElse(before.description());
        input.string("State").filter(state -> !state.equals("ENABLED")).ifPresent(state -> {
            throw new WireException(AthenaError.INVALID_REQUEST, "The workgroup primary cannot be disabled.");
        });
        input.refuseUnread();
        location.ifPresent(Query::output);
        Optional<String> after = remove ? Optional.empty() : location.or(before::outputLocation);
        store.put(request.region(), new WorkGroup(name, after, enforce, description));
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode engineVersions(WireRequest request, Input input) {
        AthenaPages.limit(input, 10, 10);
        AthenaPages.place(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:ListEngineVersions", "*");
        ObjectNode answer = Json.MAPPER.createObjectNode();
        engine(answer.putArray("EngineVersions").addObject());
        return answer;
    }

    private static void engine(ObjectNode node) {
        node.put("SelectedEngineVersion", "AUTO").put("EffectiveEngineVersion", ENGINE);
    }
}
