package io.millrace.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a Query request ({@code Tags.member.1.Key}), read by name. What is never read is refused by name at
 * the end. Used by one thread.
 */
public final class QueryInput {

    private final Map<String, String> parameters;
    private final Set<String> read = new HashSet<>(Set.of("Action", "Version"));

    QueryInput(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    public Optional<String> string(String name) {
        read.add(name);
        return Optional.ofNullable(parameters.get(name));
    }

    public String required(String name) {
        return string(name)
                .orElseThrow(() -> new WireException(
                        CommonError.VALIDATION,
                        "1 validation error detected: Value null at '" + lowerFirst(name)
                                + "' failed to satisfy constraint: Member must not be null"));
    }

    /** A whole number within AWS's bounds. */
    public Optional<Integer> integer(String name, int least, int most) {
        return string(name).map(text -> {
            if (!text.matches("-?\\d{1,9}")) {
                throw new WireException(CommonError.VALIDATION, "The parameter " + name + " must be a whole number.");
            }
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw new WireException(
                        CommonError.VALIDATION,
                        "1 validation error detected: Value '" + text + "' at '" + lowerFirst(name)
                                + "' failed to satisfy constraint: Member must have value between " + least + " and "
                                + most);
            }
            return value;
        });
    }

    public Optional<Boolean> bool(String name) {
        return string(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new WireException(CommonError.VALIDATION, "The parameter " + name + " must be true or false.");
        });
    }

    /** {@code Name.member.1}, {@code Name.member.2}, ... */
    public List<String> strings(String name) {
        List<String> values = new ArrayList<>();
        while (true) {
            Optional<String> value = string(name + ".member." + (values.size() + 1));
            if (value.isEmpty()) {
                return values;
            }
            values.add(value.get());
        }
    }

    /** {@code Name.member.1.Key} with {@code Name.member.1.Value}, ... */
    public Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 1; ; i++) {
            Optional<String> key = string(name + ".member." + i + ".Key");
            if (key.isEmpty()) {
                return pairs;
            }
            if (pairs.put(key.get(), required(name + ".member." + i + ".Value")) != null) {
                throw new WireException(CommonError.VALIDATION, "Duplicate key '" + key.get() + "' in " + name + ".");
            }
        }
    }

    /** Fails when a parameter was never asked for. */
    public void refuseUnread() {
        for (String name : parameters.keySet()) {
            if (!read.contains(name) && !name.startsWith("X-Amz-")) {
                throw new WireException(
                        CommonError.VALIDATION,
                        "The parameter " + name + " is not supported here. Leave it out; see docs/compatibility.md.");
            }
        }
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
