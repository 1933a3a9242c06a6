package io.millrace.insight.api;

import io.millrace.insight.definition.DefinitionReader;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Analyses, with the window in which a deleted one can be brought back. */
record AnalysisOperations(Desk desk, Definitions definitions) {

    Desk.Answer create(Call call) throws Exception {
        ResourceKey key = key(call);
        desk.authorize(call, "CreateAnalysis", key);
        Input input = call.input();
        String name = Desk.name(input, 2048);
        ObjectNode document = Desk.object();
        document.set("definition", definitions.read(call, input));
        Desk.keepPermissionsAndTags(input, document);
        input.refuseUnread();
        Instant now = desk.now();
        desk.create(new Resource(key, name, document, now, now, Optional.empty()));
        return new Desk.Answer(202, identified(key).put("CreationStatus", "CREATION_SUCCESSFUL"));
    }

    Desk.Answer describe(Call call) {
        Resource resource = desk.require(call, "DescribeAnalysis", key(call));
        ObjectNode shown = summary(resource);
        Definitions.summarize(shown, DefinitionReader.read(definition(resource)));
        ObjectNode body = Desk.object();
        body.set("Analysis", shown);
        return Desk.Answer.ok(body);
    }

    Desk.Answer describeDefinition(Call call) {
        Resource resource = desk.require(call, "DescribeAnalysisDefinition", key(call));
        ObjectNode body = Desk.object()
                .put("AnalysisId", resource.key().id())
                .put("Name", resource.name())
                .put("ResourceStatus", status(resource));
        body.set("Definition", definition(resource));
        return Desk.Answer.ok(body);
    }

    Desk.Answer list(Call call) {
        desk.authorize(call, "ListAnalyses", new ResourceKey(call.request().region(), Kind.ANALYSIS, "*"));
        return desk.page(call, Kind.ANALYSIS, "AnalysisSummaryList", this::summary);
    }

    Desk.Answer delete(Call call) {
        Resource resource = desk.require(call, "DeleteAnalysis", key(call));
        boolean force = call.query("force-delete-without-recovery")
                .map(Boolean::parseBoolean)
                .orElse(false);
        Optional<String> window = call.query("recovery-window-in-days");
        if (force && window.isPresent()) {
            throw Desk.invalid("Give either RecoveryWindowInDays or ForceDeleteWithoutRecovery, not both.");
        }
        ObjectNode body = identified(resource.key());
        if (force) {
            desk.resources().delete(resource.key());
            return Desk.Answer.ok(body);
        }
        if (resource.purgeAt().isPresent()) {
            throw conflict("The analysis '" + resource.key().id() + "' is deleted already. Restore it, or delete it "
                    + "with ForceDeleteWithoutRecovery.");
        }
        Instant purge = desk.now().plus(Duration.ofDays(days(window)));
        desk.resources().setPurge(resource.key(), Optional.of(purge), desk.now());
        return Desk.Answer.ok(body.put("DeletionTime", Desk.seconds(purge)));
    }

    private static int days(Optional<String> window) {
        String days = window.orElse("30");
        if (!days.matches("[0-9]{1,2}") || Integer.parseInt(days) < 7 || Integer.parseInt(days) > 30) {
            throw Desk.invalid("RecoveryWindowInDays is '" + days + "'. It must lie between 7 and 30.");
        }
        return Integer.parseInt(days);
    }

    Desk.Answer restore(Call call) {
        Resource resource = desk.require(call, "RestoreAnalysis", key(call));
        if (resource.purgeAt().isEmpty()) {
            throw conflict("The analysis '" + resource.key().id() + "' is not deleted.");
        }
        desk.resources().setPurge(resource.key(), Optional.empty(), desk.now());
        return Desk.Answer.ok(identified(resource.key()));
    }

    private static WireException conflict(String message) {
        return new WireException(QuickSightError.CONFLICT, message);
    }

    private ResourceKey key(Call call) {
        return desk.key(call, Kind.ANALYSIS, call.path("AnalysisId"));
    }

    private ObjectNode identified(ResourceKey key) {
        return Desk.object().put("Arn", key.arn(desk.account()).toString()).put("AnalysisId", key.id());
    }

    private ObjectNode summary(Resource resource) {
        return identified(resource.key())
                .put("Name", resource.name())
                .put("Status", status(resource))
                .put("CreatedTime", Desk.seconds(resource.created()))
                .put("LastUpdatedTime", Desk.seconds(resource.updated()));
    }

    private static String status(Resource resource) {
        return resource.purgeAt().isPresent() ? "DELETED" : "CREATION_SUCCESSFUL";
    }

    private static ObjectNode definition(Resource resource) {
        return (ObjectNode) resource.document().get("definition");
    }
}
