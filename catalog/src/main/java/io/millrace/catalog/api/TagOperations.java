package io.millrace.catalog.api;

import io.millrace.base.Arn;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.Tags;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Tags of databases and tables. Shared between threads. */
record TagOperations(Glue glue) {

    ObjectNode get(WireRequest request, Input input) {
        String resource = resource(request, input, "glue:GetTags");
        input.refuseUnread();
        ObjectNode answer = Glue.nothing();
        ObjectNode tags = answer.putObject("Tags");
        glue.catalog().tags().of(request.region(), resource).forEach(tags::put);
        return answer;
    }

    ObjectNode add(WireRequest request, Input input) {
        String resource = resource(request, input, "glue:TagResource");
        Map<String, String> tags = input.stringMap("TagsToAdd");
        check(tags);
        input.refuseUnread();
        glue.catalog().tags().add(request.region(), resource, tags);
        return Glue.nothing();
    }

    ObjectNode remove(WireRequest request, Input input) {
        String resource = resource(request, input, "glue:UntagResource");
        List<String> names = GlueInput.names(input, "TagsToRemove", 50);
        input.refuseUnread();
        glue.catalog().tags().remove(request.region(), resource, names);
        return Glue.nothing();
    }

    static void check(Map<String, String> tags) {
        tags.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > 128 || value.length() > 256) {
                throw GlueError.invalid("A tag's key has 1 to 128 characters, its value at most 256: '" + name + "'.");
            }
        });
    }

    /** The resource, which must be there, and which the caller must have the right to. */
    private String resource(WireRequest request, Input input, String action) {
        String text = input.requiredString("ResourceArn");
        Arn arn = Arn.parse(text)
                .filter(it -> it.service().equals("glue")
                        && it.region().equals(request.region())
                        && (it.account().isEmpty() || it.account().equals(glue.account())))
                .orElseThrow(() -> unknown(text));
        String[] parts = arn.resource().split("/", -1);
        Catalog catalog = glue.catalog();
        if (parts.length == 2 && parts[0].equals("database")) {
            glue.guard().database(request.caller(), request.region(), action, parts[1]);
            return Tags.database(catalog.database(request.region(), parts[1])
                    .orElseThrow(() -> unknown(text))
                    .name());
        }
        if (parts.length == 3 && parts[0].equals("table")) {
            glue.guard().table(request.caller(), request.region(), action, parts[1], parts[2]);
            return catalog.table(request.region(), parts[1], parts[2])
                    .map(table -> Tags.table(table.database(), table.name()))
                    .orElseThrow(() -> unknown(text));
        }
        throw unknown(text);
    }

    private static RuntimeException unknown(String arn) {
        return GlueError.missing("Resource " + arn + " not found. Databases and tables of this region have tags.");
    }
}
