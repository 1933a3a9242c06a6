package io.millrace.query;

import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Workgroups. Shared between threads. */
final class AthenaWorkGroups {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
    private static final long LEAST_CUTOFF = 10_000_000;

    private final Query query;
    private final WorkGroupStore store;
    private final AthenaTags tags;
    private final Clock clock;

    AthenaWorkGroups(Query query, WorkGroupStore store, AthenaTags tags, Clock clock) {
        this.query = query;
        this.store = store;
        this.tags = tags;
        this.clock = clock;
    }

    ObjectNode create(WireRequest request, Input input) {
        String name = input.requiredString("Name");
        if (!NAME.matcher(name).matches()) {
            throw input.broken("name", name, "Member must satisfy regular expression pattern: [a-zA-Z0-9._-]{1,128}");
        }
        WorkGroup plain = new WorkGroup(
                name,
                true,
                input.string("Description").orElse(""),
                clock.instant(),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                WorkGroup.AUTO);
        WorkGroup group = input.object("Configuration")
                .map(configuration -> configured(plain, configuration, "ResultConfiguration"))
                .orElse(plain);
        var labels = AthenaTags.read(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:CreateWorkGroup", name);
        if (!store.create(request.region(), group)) {
            throw new WireException(AthenaError.INVALID_REQUEST, "WorkGroup " + name + " is already created");
        }
        tags.put(query.workGroupArn(request.region(), name), labels);
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode get(WireRequest request, Input input) {
        String name = input.requiredString("WorkGroup");
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:GetWorkGroup", name);
        WorkGroup group = query.workGroup(request.region(), name);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ObjectNode node = summary(group, answer.putObject("WorkGroup"));
        ObjectNode configuration = node.putObject("Configuration");
        ObjectNode result = configuration.putObject("ResultConfiguration");
        group.outputLocation().ifPresent(location -> result.put("OutputLocation", location));
        configuration
                .put("EnforceWorkGroupConfiguration", group.enforce())
                .put("PublishCloudWatchMetricsEnabled", group.metrics())
                .put("RequesterPaysEnabled", false);
        group.scanLimit().ifPresent(limit -> configuration.put("BytesScannedCutoffPerQuery", limit));
        engine(configuration.putObject("EngineVersion"), group.engine());
        return answer;
    }

    ObjectNode list(WireRequest request, Input input) {
        int limit = AthenaPages.limit(input, 50, 50);
        int offset = AthenaPages.offset(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:ListWorkGroups", "*");
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode groups = answer.putArray("WorkGroups");
        List<WorkGroup> all = store.all(request.region());
        for (WorkGroup group : AthenaPages.page(all, offset, limit, answer)) {
            ObjectNode node = summary(group, groups.addObject());
            engine(node.putObject("EngineVersion"), group.engine());
        }
        return answer;
    }

    ObjectNode update(WireRequest request, Input input) {
        String name = input.requiredString("WorkGroup");
        query.authorize(request.caller(), request.region(), "athena:UpdateWorkGroup", name);
        WorkGroup before = query.workGroup(request.region(), name);
        WorkGroup configured = input.object("ConfigurationUpdates")
                .map(updates -> configured(before, updates, "ResultConfigurationUpdates"))
                .orElse(before);
        WorkGroup after = new WorkGroup(
                name,
                input.string("State").map(AthenaWorkGroups::isEnabled).orElse(before.enabled()),
                input.string("Description").orElse(before.description()),
                before.created(),
                configured.outputLocation(),
                configured.enforce(),
                configured.metrics(),
                configured.scanLimit(),
                configured.engine());
        input.refuseUnread();
        if (after.isPrimary() && !after.enabled()) {
            throw new WireException(AthenaError.INVALID_REQUEST, "The workgroup primary cannot be disabled.");
        }
        store.put(request.region(), after);
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode delete(WireRequest request, Input input) {
        String name = input.requiredString("WorkGroup");
        boolean recursive = input.bool("RecursiveDeleteOption").orElse(false);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:DeleteWorkGroup", name);
        if (query.workGroup(request.region(), name).isPrimary()) {
            throw new WireException(AthenaError.INVALID_REQUEST, "The workgroup primary cannot be deleted.");
        }
        String arn = query.workGroupArn(request.region(), name).toString();
        if (!store.delete(request.region(), name, arn, recursive)) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST,
                    "WorkGroup " + name + " is not empty. Use RecursiveDeleteOption to delete its queries too.");
        }
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode engineVersions(WireRequest request, Input input) {
        AthenaPages.limit(input, 10, 10);
        AthenaPages.place(input);
        input.refuseUnread();
        query.authorize(request.caller(), request.region(), "athena:ListEngineVersions", "*");
        ObjectNode answer = Json.MAPPER.createObjectNode();
        engine(answer.putArray("EngineVersions").addObject(), WorkGroup.AUTO);
        return answer;
    }

    /** @param result how the operation calls the configuration of results */
    private static WorkGroup configured(WorkGroup before, Input input, String result) {
        Optional<Input> results = input.object(result);
        Optional<String> location = results.flatMap(it -> it.string("OutputLocation"));
        location.ifPresent(Query::output);
        boolean remove = results.flatMap(it -> it.bool("RemoveOutputLocation")).orElse(false);
        // What a workgroup here never has is removed by doing nothing.
        results.ifPresent(it -> {
            it.bool("RemoveAclConfiguration");
            it.bool("RemoveEncryptionConfiguration");
            it.bool("RemoveExpectedBucketOwner");
        });
        input.bool("RemoveCustomerContentEncryptionConfiguration");
        boolean unlimited = input.bool("RemoveBytesScannedCutoffPerQuery").orElse(false);
        Optional<Long> limit = input.integer("BytesScannedCutoffPerQuery");
        limit.filter(bytes -> bytes < LEAST_CUTOFF).ifPresent(bytes -> {
            throw input.broken(
                    "BytesScannedCutoffPerQuery",
                    String.valueOf(bytes),
                    "Member must have value greater than or equal to " + LEAST_CUTOFF);
        });
        if (input.bool("RequesterPaysEnabled").orElse(false)) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, "RequesterPaysEnabled is not supported here. Leave it out, or false.");
        }
        String engine =
                input.object("EngineVersion").map(AthenaWorkGroups::selected).orElse(before.engine());
        return new WorkGroup(
                before.name(),
                before.enabled(),
                before.description(),
                before.created(),
                remove ? Optional.empty() : location.or(before::outputLocation),
                input.bool("EnforceWorkGroupConfiguration").orElse(before.enforce()),
                input.bool("PublishCloudWatchMetricsEnabled").orElse(before.metrics()),
                unlimited ? Optional.empty() : limit.or(before::scanLimit),
                engine);
    }

    private static String selected(Input version) {
        version.string("EffectiveEngineVersion");
        String selected = version.string("SelectedEngineVersion").orElse(WorkGroup.AUTO);
        if (!selected.equals(WorkGroup.AUTO) && !selected.equals(WorkGroup.ENGINE)) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST,
                    "Engine version " + selected + " is not available. Use AUTO or " + WorkGroup.ENGINE + ".");
        }
        return selected;
    }

    private static boolean isEnabled(String state) {
        return switch (state) {
            case "ENABLED" -> true;
            case "DISABLED" -> false;
            default ->
                throw new WireException(AthenaError.INVALID_REQUEST, "State must be ENABLED or DISABLED, not " + state);
        };
    }

    private static ObjectNode summary(WorkGroup group, ObjectNode node) {
        return node.put("Name", group.name())
                .put("State", group.enabled() ? "ENABLED" : "DISABLED")
                .put("Description", group.description())
                .put("CreationTime", AthenaExecutions.seconds(group.created()));
    }

    private static void engine(ObjectNode node, String selected) {
        node.put("SelectedEngineVersion", selected).put("EffectiveEngineVersion", WorkGroup.ENGINE);
    }
}
