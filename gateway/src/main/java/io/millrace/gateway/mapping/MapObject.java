package io.millrace.gateway.mapping;

import io.millrace.gateway.template.Budget;
import io.millrace.gateway.template.HostObject;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that a template may read and not change, such as {@code $stageVariables}. */
record MapObject(Map<String, ?> values) implements HostObject {

    @Override
    public @Nullable Object property(String name) {
        return values.get(name);
    }

    @Override
    public @Nullable Object call(String name, @Nullable Object[] arguments, Budget budget) {
        if (arguments.length == 1 && arguments[0] instanceof String key) {
            return switch (name) {
                case "get" -> values.get(key);
                case "containsKey" -> values.containsKey(key);
                default -> null;
            };
        }
        if (arguments.length != 0) {
            return null;
        }
        return switch (name) {
            case "keySet" -> new ArrayList<>(values.keySet());
            case "values" -> new ArrayList<>(values.values());
            case "entrySet" -> new ArrayList<>(values.entrySet());
            case "size" -> values.size();
            case "isEmpty" -> values.isEmpty();
            default -> null;
        };
    }

    @Override
    public String text() {
        return values.toString();
    }
}
