package io.millrace.insight.api;

import io.millrace.insight.definition.DefinitionReader;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Dashboards. Each has one version: updating them is not supported yet, so that no other can come about. */
record DashboardOperations(Desk desk, Definitions definitions) {

    Desk.Answer create(Call call) throws Exception {
        ResourceKey key = key(call);
        desk.authorize(call, "CreateDashboard", key);
        Input input = call.input();
        String name = Desk.name(input, 2048);
        ObjectNode document = Desk.object();
        document.set("definition", definitions.read(call, input));
        input.string("VersionDescription").ifPresent(text -> document.put("versionDescription", text));
        Desk.keepPermissionsAndTags(input, document);
        input.refuseUnread();
        Instant now = desk.now();
        desk.create(new Resource(key, name, document, now, now, Optional.empty()));
        ObjectNode body =
                identified(key).put("VersionArn", versionArn(key)).put("CreationStatus", "CREATION_SUCCESSFUL");
        return new Desk.Answer(202, body);
    }

    Desk.Answer describe(Call call) {
        Resource resource = version(call, "DescribeDashboard");
        ObjectNode shown = identified(resource.key())
                .put("Name", resource.name())
                .put("CreatedTime", Desk.seconds(resource.created()))
                .put("LastPublishedTime", Desk.seconds(resource.created()))
                .put("LastUpdatedTime", Desk.seconds(resource.updated()));
        ObjectNode version = shown.putObject("Version")
                .put("Arn", versionArn(resource.key()))
                .put("VersionNumber", 1)
                .put("Status", "CREATION_SUCCESSFUL")
                .put("CreatedTime", Desk.seconds(resource.created()));
        if (resource.document().has("versionDescription")) {
            version.put(
                    "Description", resource.document().get("versionDescription").stringValue());
        }
        Definitions.summarize(version, DefinitionReader.read(definition(resource)));
        ObjectNode body = Desk.object();
        body.set("Dashboard", shown);
        return Desk.Answer.ok(body);
    }

    Desk.Answer describeDefinition(Call call) {
        Resource resource = version(call, "DescribeDashboardDefinition");
        ObjectNode body = Desk.object()
                .put("DashboardId", resource.key().id())
                .put("Name", resource.name())
                .put("ResourceStatus", "CREATION_SUCCESSFUL");
        body.set("Definition", definition(resource));
        return Desk.Answer.ok(body);
    }

    Desk.Answer list(Call call) {
        desk.authorize(call, "ListDashboards", new ResourceKey(call.request().region(), Kind.DASHBOARD, "*"));
        return desk.page(
                call,
                Kind.DASHBOARD,
                "DashboardSummaryList",
                resource -> identified(resource.key())
                        .put("Name", resource.name())
                        .put("CreatedTime", Desk.seconds(resource.created()))
                        .put("LastUpdatedTime", Desk.seconds(resource.updated()))
                        .put("LastPublishedTime", Desk.seconds(resource.created()))
                        .put("PublishedVersionNumber", 1));
    }

    Desk.Answer delete(Call call) {
        Resource resource = version(call, "DeleteDashboard");
        desk.resources().delete(resource.key());
        return Desk.Answer.ok(identified(resource.key()));
    }

    private Resource version(Call call, String action) {
        Resource resource = desk.require(call, action, key(call));
        call.query("version-number").filter(number -> !number.equals("1")).ifPresent(number -> {
            throw desk.notFound(resource.key());
        });
        call.query("alias-name")
                .filter(alias -> !alias.equals("$LATEST") && !alias.equals("$PUBLISHED"))
                .ifPresent(alias -> {
                    throw Desk.invalid("The dashboard has no alias '" + alias + "'. Aliases are not supported here.");
                });
        return resource;
    }

    private ResourceKey key(Call call) {
        return desk.key(call, Kind.DASHBOARD, call.path("DashboardId"));
    }

    private String versionArn(ResourceKey key) {
        return key.arn(desk.account()) + "/version/1";
    }

    private ObjectNode identified(ResourceKey key) {
        return Desk.object().put("Arn", key.arn(desk.account()).toString()).put("DashboardId", key.id());
    }

    private static ObjectNode definition(Resource resource) {
        return (ObjectNode) resource.document().get("definition");
    }
}
