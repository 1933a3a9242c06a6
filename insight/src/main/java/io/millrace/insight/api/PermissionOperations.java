package io.millrace.insight.api;

import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.wire.RestJsonService.Call;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives back the permissions that a resource was made with.
 *
 * @param prefix how the members and the action are named, e.g. {@code DataSet}
 */
record PermissionOperations(Desk desk, Kind kind, String prefix) {

    Desk.Answer describe(Call call) {
        String id = call.path(prefix + "Id");
        Resource resource = desk.require(call, "Describe" + prefix + "Permissions", desk.key(call, kind, id));
        String arn = resource.key().arn(desk.account()).toString();
        ObjectNode body = Desk.object().put(prefix + "Arn", arn).put(prefix + "Id", id);
        body.set("Permissions", resource.document().get("permissions"));
        return Desk.Answer.ok(body);
    }
}
