package io.millrace.wire;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a JSON document, read by name. What is never read is refused by name at the end, so that no parameter
 * is accepted and ignored. Used by one thread.
 */
public final class Input {

    private final String path;
    private final ObjectNode node;
    private final Set<String> read = new HashSet<>();
    private final List<Input> children = new ArrayList<>();

    private Input(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    public static Input of(ObjectNode document) {
        return new Input("", document);
    }

    /** The member, where it is present and not null. */
    public Optional<JsonNode> node(String name) {
        read.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    public Optional<String> string(String name) {
        return node(name).map(value -> {
            if (!value.isString()) {
                throw wrongType(name, "a string");
            }
            return value.stringValue();
        });
    }

    public String requiredString(String name) {
        return string(name).orElseThrow(() -> missing(name));
    }

    public Optional<Long> integer(String name) {
        return node(name).map(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw wrongType(name, "a whole number");
            }
            return value.longValue();
        });
    }

    public Optional<Boolean> bool(String name) {
        return node(name).map(value -> {
            if (!value.isBoolean()) {
                throw wrongType(name, "true or false");
            }
            return value.booleanValue();
        });
    }

    /** A blob: base64 on the wire. */
    public Optional<byte[]> blob(String name) {
        return string(name).map(text -> {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException bad) {
                throw wrongType(name, "base64");
            }
        });
    }

    public Optional<Input> object(String name) {
        return node(name).map(value -> child(name, value));
    }

    public Input requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
    }

    public List<Input> objects(String name) {
        List<Input> items = new ArrayList<>();
        int index = 1;
        for (JsonNode item : array(name)) {
            items.add(child(name + "." + index++ + ".member", item));
        }
        return items;
    }

    public List<String> strings(String name) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : array(name)) {
            if (!item.isString()) {
                throw wrongType(name, "a list of strings");
            }
            items.add(item.stringValue());
        }
        return items;
    }

    public Map<String, String> stringMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        node(name).ifPresent(value -> {
            if (!value.isObject()) {
                throw wrongType(name, "a map of strings");
            }
            value.properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        });
        return map;
    }

    /** The document itself, for what is kept as it came; counts as reading all of it. */
    public ObjectNode whole() {
        node.propertyNames().forEach(read::add);
        return node;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Fails when a member, here or below, was never asked for. */
    public void refuseUnread() {
        for (String name : node.propertyNames()) {
            if (!read.contains(name) && !node.get(name).isNull()) {
                throw new WireException(
                        CommonError.VALIDATION,
                        "The parameter " + at(name)
                                + " is not supported here. Leave it out; see docs/compatibility.md.");
            }
        }
        children.forEach(Input::refuseUnread);
    }

    /** AWS's sentence for a constraint that a member breaks. */
    public WireException broken(String name, String value, String constraint) {
        return new WireException(
                CommonError.VALIDATION,
                "1 validation error detected: Value '" + value + "' at '" + wirePath(name)
                        + "' failed to satisfy constraint: " + constraint);
    }

    public WireException missing(String name) {
        return new WireException(
                CommonError.VALIDATION,
                "1 validation error detected: Value null at '" + wirePath(name)
                        + "' failed to satisfy constraint: Member must not be null");
    }

    private Input child(String name, JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            throw wrongType(name, "an object");
        }
        Input child = new Input(at(name), object);
        children.add(child);
        return child;
    }

    private Iterable<JsonNode> array(String name) {
        Optional<JsonNode> value = node(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            throw wrongType(name, "a list");
        }
        return value.get();
    }

    private WireException wrongType(String name, String wanted) {
        return new WireException(CommonError.SERIALIZATION, "The parameter " + at(name) + " must be " + wanted + ".");
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** AWS's paths begin each name in lower case. */
    private String wirePath(String name) {
        StringBuilder text = new StringBuilder(at(name));
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || text.charAt(i - 1) == '.') {
                text.setCharAt(i, Character.toLowerCase(text.charAt(i)));
            }
        }
        return text.toString();
    }
}
