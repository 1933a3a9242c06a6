package io.millrace.delivery;

import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags of delivery streams. Immutable. */
final class TagOperations {

    private static final int MOST = 50;

    private final FirehoseService service;
    private final Streams streams;

    TagOperations(FirehoseService service, Streams streams) {
        this.service = service;
        this.streams = streams;
    }

    /** Reads Tags. */
    static Map<String, String> tags(Input input) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Input tag : input.objects("Tags")) {
            String key = tag.requiredString("Key");
            if (key.isEmpty() || key.length() > 128 || key.startsWith("aws:")) {
                throw FirehoseError.INVALID_ARGUMENT.with(
                        "The tag key '" + key + "' must have 1 to 128 characters and not begin with aws:.");
            }
            tags.put(key, tag.string("Value").orElse(""));
        }
        if (tags.size() > MOST) {
            throw FirehoseError.INVALID_ARGUMENT.with("A delivery stream can have at most " + MOST + " tags.");
        }
        return tags;
    }

    ObjectNode list(WireRequest request, Input input) {
        Stream stream = allowed(request, input, "firehose:ListTagsForDeliveryStream");
        String after = input.string("ExclusiveStartTagKey").orElse("");
        long limit = input.integer("Limit").orElse((long) MOST);
        if (limit < 1 || limit > MOST) {
            throw input.broken("Limit", Long.toString(limit), "Member must have value between 1 and " + MOST);
        }
        input.refuseUnread();
        Map<String, String> tags = new TreeMap<>(streams.tags().of(stream.core().key()));
        tags.keySet().removeIf(key -> key.compareTo(after) <= 0);
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode page = answer.putArray("Tags");
        tags.entrySet().stream()
                .limit(limit)
                .forEach(tag -> page.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
        return answer.put("HasMoreTags", tags.size() > limit);
    }

    ObjectNode tag(WireRequest request, Input input) {
        Stream stream = allowed(request, input, "firehose:TagDeliveryStream");
        Map<String, String> added = tags(input);
        input.refuseUnread();
        Map<String, String> all = new TreeMap<>(streams.tags().of(stream.core().key()));
        all.putAll(added);
        if (all.size() > MOST) {
            throw FirehoseError.INVALID_ARGUMENT.with("A delivery stream can have at most " + MOST + " tags.");
        }
        streams.tags().change(stream.core().key(), added, List.of());
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode untag(WireRequest request, Input input) {
        Stream stream = allowed(request, input, "firehose:UntagDeliveryStream");
        List<String> keys = input.strings("TagKeys");
        input.refuseUnread();
        streams.tags().change(stream.core().key(), Map.of(), keys);
        return Json.MAPPER.createObjectNode();
    }

    private Stream allowed(WireRequest request, Input input, String action) {
        Stream.Name name = service.name(request, input);
        service.authorize(request, action, name);
        return streams.find(name);
    }
}
