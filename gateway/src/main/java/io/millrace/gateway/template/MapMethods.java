package io.millrace.gateway.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of a map and of its entries. Views are copies, so that a loop may change the map. */
final class MapMethods {

    private static final int MAX_ENTRIES = 100_000;

    private MapMethods() {}

    static @Nullable Object call(Map<@Nullable Object, @Nullable Object> map, Arguments arguments, Budget budget) {
        return switch (arguments.count()) {
            case 0 -> none(map, arguments.method(), budget);
            case 1 -> one(map, arguments, budget);
            case 2 -> two(map, arguments);
            default -> null;
        };
    }

    private static @Nullable Object none(Map<@Nullable Object, @Nullable Object> map, String name, Budget budget) {
        return switch (name) {
            case "size" -> map.size();
            case "isEmpty" -> map.isEmpty();
            case "keySet" -> copy(map.keySet(), budget);
            case "values" -> copy(map.values(), budget);
            case "entrySet" -> copy(map.entrySet(), budget);
            case "toString" -> Texts.of(map, budget);
            default -> null;
        };
    }

    private static @Nullable Object one(
            Map<@Nullable Object, @Nullable Object> map, Arguments arguments, Budget budget) {
        return switch (arguments.method()) {
            case "get" -> map.get(arguments.key(0));
            case "containsKey" -> map.containsKey(arguments.key(0));
            case "containsValue" -> containsValue(map, arguments.any(0), budget);
            case "equals" -> Logic.same(map, arguments.any(0), budget);
            case "remove" -> map.remove(arguments.key(0));
            case "putAll" -> putAll(map, arguments, budget);
            default -> null;
        };
    }

    private static @Nullable Object two(Map<@Nullable Object, @Nullable Object> map, Arguments arguments) {
        return switch (arguments.method()) {
            case "put" -> {
                if (map.size() >= MAX_ENTRIES) {
                    throw Budget.limit("a map would have more than " + MAX_ENTRIES + " entries");
                }
                yield map.put(arguments.key(0), arguments.any(1));
            }
            case "getOrDefault" -> map.containsKey(arguments.key(0)) ? map.get(arguments.key(0)) : arguments.any(1);
            default -> null;
        };
    }

    static @Nullable Object callOnEntry(Map.Entry<?, ?> entry, Arguments arguments, Budget budget) {
        if (arguments.count() != 0) {
            return null;
        }
        return switch (arguments.method()) {
            case "getKey" -> entry.getKey();
            case "getValue" -> entry.getValue();
            case "toString" -> Texts.of(entry, budget);
            default -> null;
        };
    }

    private static <T extends @Nullable Object> List<T> copy(Collection<T> items, Budget budget) {
        budget.characters(items.size());
        return new ArrayList<>(items);
    }

    private static boolean containsValue(
            Map<@Nullable Object, @Nullable Object> map, @Nullable Object wanted, Budget budget) {
        for (Object value : map.values()) {
            if (Logic.same(value, wanted, budget)) {
                return true;
            }
        }
        return false;
    }

    /** A void method: Velocity prints nothing for it. */
    private static String putAll(Map<@Nullable Object, @Nullable Object> map, Arguments arguments, Budget budget) {
        if (arguments.any(0) instanceof Map<?, ?> more) {
            budget.characters(more.size());
            if ((long) map.size() + more.size() > MAX_ENTRIES) {
                throw Budget.limit("a map would have more than " + MAX_ENTRIES + " entries");
            }
            new ArrayList<>(more.entrySet()).forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        }
        return "";
    }
}
