package io.millrace.query;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Json;
import io.millrace.base.control.ControlDatabase;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tags of workgroups. Shared between threads. */
final class AthenaTags {

    private static final int MOST = 50;

    private final ControlDatabase control;
    private final Access access;
    private final Query query;

    AthenaTags(ControlDatabase control, Access access, Query query) {
        this.control = control;
        this.access = access;
        this.query = query;
    }

    /** Tags as a request names them. */
    static Map<String, String> read(Input input) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Input tag : input.objects("Tags")) {
            tags.put(tag.requiredString("Key"), tag.string("Value").orElse(""));
        }
        return tags;
    }

    void put(Arn arn, Map<String, String> tags) {
        control.useTransaction(handle -> {
            tags.forEach((name, value) -> handle.createUpdate("INSERT INTO query_tag (arn, name, value)"
                            + " VALUES (:arn, :name, :value)"
                            + " ON CONFLICT (arn, name) DO UPDATE SET value = excluded.value")
                    .bind("arn", arn.toString())
                    .bind("name", name)
                    .bind("value", value)
                    .execute());
            int count = handle.createQuery("SELECT count(*) FROM query_tag WHERE arn = :arn")
                    .bind("arn", arn.toString())
                    .mapTo(Integer.class)
                    .one();
            if (count > MOST) {
                throw new WireException(
                        AthenaError.INVALID_REQUEST, "A resource can have " + MOST + " tags. Remove some first.");
            }
        });
    }

    ObjectNode add(WireRequest request, Input input) {
        Arn arn = resource(request, input, "athena:TagResource");
        Map<String, String> tags = read(input);
        input.refuseUnread();
        put(arn, tags);
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode remove(WireRequest request, Input input) {
        Arn arn = resource(request, input, "athena:UntagResource");
        List<String> names = input.strings("TagKeys");
        input.refuseUnread();
        control.useTransaction(handle ->
                names.forEach(name -> handle.createUpdate("DELETE FROM query_tag WHERE arn = :arn AND name = :name")
                        .bind("arn", arn.toString())
                        .bind("name", name)
                        .execute()));
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode list(WireRequest request, Input input) {
        Arn arn = resource(request, input, "athena:ListTagsForResource");
        input.integer("MaxResults");
        AthenaPages.place(input);
        input.refuseUnread();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode tags = answer.putArray("Tags");
        control.useTransaction(handle -> handle.createQuery(
                        "SELECT name, value FROM query_tag WHERE arn = :arn ORDER BY name")
                .bind("arn", arn.toString())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(tag -> tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue())));
        return answer;
    }

    private Arn resource(WireRequest request, Input input, String action) {
        String text = input.requiredString("ResourceARN");
        int slash = text.lastIndexOf('/');
        String name = text.substring(slash + 1);
        Arn arn = query.workGroupArn(request.region(), name);
        // Terraform leaves the account out where it was told not to ask for it.
        String own = text.replace(":" + request.region() + "::", ":" + request.region() + ":" + arn.account() + ":");
        if (!arn.toString().equals(own)) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, "Only workgroups of this region have tags here, not " + text + ".");
        }
        access.authorize(request.caller(), action, arn);
        query.workGroup(request.region(), name);
        return arn;
    }
}
