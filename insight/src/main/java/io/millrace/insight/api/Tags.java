package io.millrace.insight.api;

import io.millrace.base.Json;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags of a resource, by its ARN. */
record Tags(Desk desk) {

    /** The member {@code Tags}, checked. */
    static ArrayNode read(Input input) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Input tag : input.objects("Tags")) {
            tags.put(tag.requiredString("Key"), tag.requiredString("Value"));
        }
        return array(tags);
    }

    private static ArrayNode array(Map<String, String> tags) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        tags.forEach((key, value) -> array.addObject().put("Key", key).put("Value", value));
        return array;
    }

    private static Map<String, String> map(JsonNode array) {
        Map<String, String> tags = new LinkedHashMap<>();
        array.forEach(
                tag -> tags.put(tag.get("Key").stringValue(), tag.get("Value").stringValue()));
        return tags;
    }

    Desk.Answer list(Call call) {
        ObjectNode body = Desk.object();
        body.set("Tags", tagged(call, "ListTagsForResource").document().get("tags"));
        return Desk.Answer.ok(body);
    }

    Desk.Answer tag(Call call) throws Exception {
        Resource resource = tagged(call, "TagResource");
        Input input = call.input();
        Map<String, String> tags = map(resource.document().get("tags"));
        tags.putAll(map(read(input)));
        input.refuseUnread();
        return set(resource, tags);
    }

    Desk.Answer untag(Call call) {
        Resource resource = tagged(call, "UntagResource");
        Map<String, String> tags = map(resource.document().get("tags"));
        List<String> keys = call.request().query().getOrDefault("keys", List.of());
        keys.forEach(tags::remove);
        return set(resource, tags);
    }

    private Desk.Answer set(Resource resource, Map<String, String> tags) {
        ObjectNode document = resource.document();
        document.set("tags", array(tags));
        desk.resources().setDocument(resource.key(), document, resource.updated());
        return Desk.Answer.ok(Desk.object());
    }

    private Resource tagged(Call call, String action) {
        String arn = call.path("ResourceArn");
        for (Kind kind : Kind.values()) {
            Optional<ResourceKey> key = ResourceKey.parse(arn, kind);
            if (key.isPresent()) {
                return desk.require(call, action, key.get());
            }
        }
        throw Desk.invalid("'" + arn + "' is not the ARN of a data source, data set, analysis or dashboard.");
    }
}
