package io.millrace.gateway.api;

import io.millrace.gateway.store.ResourceRow;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireResponse;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The resources of an API: its paths. */
final class Resources {

    private static final Pattern PART = Pattern.compile("[a-zA-Z0-9._\\-:]+|\\{[a-zA-Z0-9._\\-:]+\\+?\\}");

    private final ControlState state;

    Resources(ControlState state) {
        this.state = state;
    }

    WireResponse create(Call call) throws Exception {
        Input input = call.input();
        String part = input.requiredString("pathPart");
        input.refuseUnread();
        if (!PART.matcher(part).matches()) {
            throw GatewayError.BAD_REQUEST.because(
                    "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path"
                            + " variable and curly braces at the beginning and the end.");
        }
        return state.with(tables -> {
            String api = call.path("restapi_id");
            ResourceRow parent = state.resource(tables, call, call.path("parent_id"));
            if (parent.pathPart().endsWith("+}")) {
                throw GatewayError.BAD_REQUEST.because(
                        "Cannot create a child of a resource with a greedy path variable: " + parent.pathPart());
            }
            List<ResourceRow> siblings = tables.resources(api).stream()
                    .filter(row -> parent.id().equals(row.parent()))
                    .toList();
            checkSiblings(siblings, part);
            String path = parent.path().equals("/") ? "/" + part : parent.path() + "/" + part;
            ResourceRow row = new ResourceRow(state.newId(6), parent.id(), part, path, ControlState.object());
            tables.putResource(api, row);
            return WireResponse.json(201, document(row, false));
        });
    }

    private static void checkSiblings(List<ResourceRow> siblings, String part) {
        for (ResourceRow sibling : siblings) {
            if (sibling.pathPart().equals(part)) {
                throw GatewayError.CONFLICT.because(
                        "Another resource with the same parent already has this name: " + part);
            }
            boolean variables = part.startsWith("{") && sibling.pathPart().startsWith("{");
            if (variables && part.endsWith("+}") == sibling.pathPart().endsWith("+}")) {
                throw GatewayError.BAD_REQUEST.because("A sibling (" + sibling.pathPart()
                        + ") of this resource already has a variable path part" + " -- only one is allowed");
            }
        }
    }

    WireResponse get(Call call) {
        boolean embed = embedsMethods(call);
        return state.with(tables -> WireResponse.json(200, document(state.resource(tables, call), embed)));
    }

    WireResponse list(Call call) {
        ControlState.refusePosition(call);
        boolean embed = embedsMethods(call);
        return state.with(tables -> {
            state.api(tables, call);
            return ControlState.items(tables.resources(call.path("restapi_id")).stream()
                    .map(row -> document(row, embed))
                    .toList());
        });
    }

    WireResponse delete(Call call) {
        return state.with(tables -> {
            ResourceRow row = state.resource(tables, call);
            if (row.parent() == null) {
                throw GatewayError.BAD_REQUEST.because("Root resource is not allowed to be deleted");
            }
            tables.deleteResource(call.path("restapi_id"), row);
            return WireResponse.empty(202);
        });
    }

    private static boolean embedsMethods(Call call) {
        return call.request().query().getOrDefault("embed", List.of()).contains("methods");
    }

    /** Without embedding, a resource names its methods and says nothing of them. */
    private static ObjectNode document(ResourceRow row, boolean embed) {
        ObjectNode document = ControlState.object().put("id", row.id());
        if (row.parent() != null) {
            document.put("parentId", row.parent()).put("pathPart", row.pathPart());
        }
        document.put("path", row.path());
        if (!row.methods().isEmpty()) {
            ObjectNode methods = document.putObject("resourceMethods");
            row.methods().properties().forEach(method -> {
                if (embed) {
                    methods.set(method.getKey(), method.getValue());
                } else {
                    methods.putObject(method.getKey());
                }
            });
        }
        return document;
    }
}
