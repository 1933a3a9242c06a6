package io.millrace.delivery;

import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags of delivery streams. Immutable. */
final class TagOperations {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern KEY = Pattern.compile("^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@%]*$");
    private static final Pattern VALUE = Pattern.compile("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@%]*$");

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
            String key = key(tag, "Key", tag.requiredString("Key"));
            String value = tag.string("Value").orElse("");
            if (value.length() > LONGEST_VALUE) {
                throw tag.broken("Value", value, "Member must have length less than or equal to " + LONGEST_VALUE);
            }
            if (!VALUE.matcher(value).matches()) {
                throw tag.broken("Value", value, "Member must satisfy regular expression pattern: " + VALUE);
            }
            tags.put(key, value);
        }
        if (tags.size() > MOST) {
            throw input.broken(
                    "Tags", tags.keySet().toString(), "Member must have length less than or equal to " + MOST);
        }
        return tags;
    }

    private static String key(Input input, String name, String key) {
        if (key.isEmpty()) {
            throw input.broken(name, key, "Member must have length greater than or equal to 1");
        }
        if (key.length() > LONGEST_KEY) {
            throw input.broken(name, key, "Member must have length less than or equal to " + LONGEST_KEY);
        }
        if (!KEY.matcher(key).matches()) {
            throw input.broken(name, key, "Member must satisfy regular expression pattern: " + KEY);
        }
        return key;
    }

    ObjectNode list(WireRequest request, Input input) {
        Stream stream = allowed(request, input, "firehose:ListTagsForDeliveryStream");
        String after = input.string("ExclusiveStartTagKey").orElse("");
        long limit = input.integer("Limit").orElse((long) MOST);
        if (limit < 1 || limit > MOST) {
            throw input.broken(
                    "Limit",
                    Long.toString(limit),
                    limit < 1
                            ? "Member must have value greater than or equal to 1"
                            : "Member must have value less than or equal to " + MOST);
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
        if (added.isEmpty()) {
            throw input.broken("Tags", "[]", "Member must have length greater than or equal to 1");
        }
        input.refuseUnread();
        Map<String, String> all = new TreeMap<>(streams.tags().of(stream.core().key()));
        all.putAll(added);
        if (all.size() > MOST) {
            throw FirehoseError.LIMIT_EXCEEDED.with("A delivery stream can have at most " + MOST + " tags.");
        }
        streams.tags().change(stream.core().key(), added, List.of());
        return Json.MAPPER.createObjectNode();
    }

    ObjectNode untag(WireRequest request, Input input) {
        Stream stream = allowed(request, input, "firehose:UntagDeliveryStream");
        List<String> keys = input.strings("TagKeys");
        if (keys.isEmpty() || keys.size() > MOST) {
            throw input.broken(
                    "TagKeys",
                    keys.toString(),
                    keys.isEmpty()
                            ? "Member must have length greater than or equal to 1"
                            : "Member must have length less than or equal to " + MOST);
        }
        keys.forEach(key -> key(input, "TagKeys", key));
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
