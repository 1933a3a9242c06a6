package io.millrace.insight.api;

import io.millrace.base.Arn;
import io.millrace.insight.data.DataSource;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Data sources: Athena, in the workgroup {@code primary}. */
record DataSourceOperations(Desk desk) {

    Desk.Answer create(Call call) throws Exception {
        Input input = call.input();
        ResourceKey key = desk.key(call, Kind.DATA_SOURCE, input.requiredString("DataSourceId"));
        desk.authorize(call, "CreateDataSource", key);
        String name = Desk.name(input, 128);
        String type = input.requiredString("Type");
        if (!type.equals("ATHENA")) {
            throw input.broken("Type", type, "Member must be ATHENA, the only type supported here");
        }
        Optional<Input> athena =
                input.object("DataSourceParameters").map(parameters -> parameters.requiredObject("AthenaParameters"));
        String workGroup =
                athena.flatMap(parameters -> parameters.string("WorkGroup")).orElse("primary");
        if (!workGroup.equals("primary")) {
            throw Desk.invalid("The workgroup '" + workGroup + "' is not supported for data sources. Use primary.");
        }
        Optional<String> role = athena.flatMap(parameters -> parameters.string("RoleArn"));
        role.ifPresent(arn -> passRole(call, arn));
        ObjectNode document = Desk.object();
        DataSource.describe(document, workGroup, role, call.request().caller());
        Desk.keepPermissionsAndTags(input, document);
        input.refuseUnread();
        Instant now = desk.now();
        desk.create(new Resource(key, name, document, now, now, Optional.empty()));
        return new Desk.Answer(202, identified(key).put("CreationStatus", "CREATION_SUCCESSFUL"));
    }

    private void passRole(Call call, String roleArn) {
        Arn arn = Arn.parse(roleArn)
                .filter(parsed ->
                        parsed.service().equals("iam") && parsed.resource().startsWith("role/"))
                .orElseThrow(() -> Desk.invalid("RoleArn '" + roleArn + "' is not the ARN of a role."));
        desk.authority().passRole(call.request().caller(), arn);
    }

    Desk.Answer describe(Call call) {
        Resource resource = desk.require(call, "DescribeDataSource", key(call));
        ObjectNode body = Desk.object();
        body.set("DataSource", shown(resource));
        return Desk.Answer.ok(body);
    }

    Desk.Answer list(Call call) {
        desk.authorize(call, "ListDataSources", new ResourceKey(call.request().region(), Kind.DATA_SOURCE, "*"));
        return desk.page(call, Kind.DATA_SOURCE, "DataSources", this::shown);
    }

    Desk.Answer delete(Call call) {
        Resource resource = desk.require(call, "DeleteDataSource", key(call));
        desk.resources().delete(resource.key());
        return Desk.Answer.ok(identified(resource.key()));
    }

    private ResourceKey key(Call call) {
        return desk.key(call, Kind.DATA_SOURCE, call.path("DataSourceId"));
    }

    private ObjectNode identified(ResourceKey key) {
        return Desk.object().put("Arn", key.arn(desk.account()).toString()).put("DataSourceId", key.id());
    }

    private ObjectNode shown(Resource resource) {
        ObjectNode shown = identified(resource.key())
                .put("Name", resource.name())
                .put("Type", "ATHENA")
                .put("Status", "CREATION_SUCCESSFUL")
                .put("CreatedTime", Desk.seconds(resource.created()))
                .put("LastUpdatedTime", Desk.seconds(resource.updated()));
        ObjectNode athena = shown.putObject("DataSourceParameters").putObject("AthenaParameters");
        athena.put("WorkGroup", resource.document().get("workGroup").stringValue());
        if (resource.document().has("roleArn")) {
            athena.put("RoleArn", resource.document().get("roleArn").stringValue());
        }
        shown.putObject("SslProperties").put("DisableSsl", false);
        return shown;
    }
}
