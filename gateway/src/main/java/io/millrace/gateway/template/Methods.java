package io.millrace.gateway.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one door to methods, properties and elements: what is not named behind it does not exist. */
final class Methods {

    /** Methods that run a regular expression. */
    static final Set<String> REGEX = Set.of("replaceAll", "replaceFirst", "matches", "split");

    private Methods() {}

    /** Null where there is no such method. */
    static @Nullable Object call(Object target, String name, @Nullable Object[] values, Budget budget) {
        budget.turn();
        Arguments arguments = new Arguments(name, values);
        try {
            return switch (target) {
                case HostObject host -> host.call(name, values, budget);
                case String text -> StringMethods.call(text, arguments, budget);
                case Map<?, ?> map -> MapMethods.call(writable(map), arguments, budget);
                case List<?> list -> ListMethods.call(writable(list), arguments, budget);
                case Collection<?> items -> ListMethods.callOnAny(items, arguments, budget);
                case Map.Entry<?, ?> entry -> MapMethods.callOnEntry(entry, arguments, budget);
                case Number number -> ScalarMethods.call(number, arguments, budget);
                case Boolean truth -> ScalarMethods.call(truth, arguments, budget);
                default -> null;
            };
        } catch (IndexOutOfBoundsException | UnsupportedOperationException | IllegalArgumentException wrong) {
            throw new TemplateFailure(
                    TemplateFailure.Kind.TEMPLATE, "'" + name + "' failed: " + wrong.getMessage() + ".");
        }
    }

    /** {@code $target.name}; null where there is none. */
    static @Nullable Object property(Object target, String name, Budget budget) {
        budget.turn();
        return switch (target) {
            case HostObject host -> host.property(name);
            case Map<?, ?> map -> map.get(name);
            case Map.Entry<?, ?> entry when name.equals("key") -> entry.getKey();
            case Map.Entry<?, ?> entry when name.equals("value") -> entry.getValue();
            case Collection<?> items when name.equals("empty") -> items.isEmpty();
            case String text when name.equals("empty") -> text.isEmpty();
            default -> null;
        };
    }

    /** {@code $target[index]}; a negative index counts from the end of a list. */
    static @Nullable Object element(Object target, @Nullable Object index, Budget budget) {
        if (target instanceof List<?> list && index instanceof Integer number && number < 0) {
            return call(target, "get", new @Nullable Object[] {list.size() + number}, budget);
        }
        return call(target, "get", new @Nullable Object[] {index}, budget);
    }

    /** {@code #set($target.name = value)}: what cannot be set stays as it is, as in Velocity. */
    static void set(Object target, String name, @Nullable Object value, Budget budget) {
        budget.turn();
        if (target instanceof HostObject host) {
            host.set(name, value);
        } else if (target instanceof Map<?, ?> map) {
            call(map, "put", new @Nullable Object[] {name, value}, budget);
        }
    }

    /** {@code #set($target[index] = value)}. */
    static void setElement(Object target, @Nullable Object index, @Nullable Object value, Budget budget) {
        @Nullable Object[] values = {index, value};
        if (target instanceof List<?> list && index instanceof Integer number && number < 0) {
            values[0] = list.size() + number;
        }
        call(target, target instanceof List<?> ? "set" : "put", values, budget);
    }

    // A payload's and a template's own maps and lists hold whatever the template puts there; their type argument is
    // nothing but a promise to ourselves, and every value is looked at before it is used.
    @SuppressWarnings("unchecked")
    private static Map<@Nullable Object, @Nullable Object> writable(Map<?, ?> map) {
        return (Map<@Nullable Object, @Nullable Object>) map;
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> writable(List<?> list) {
        return (List<@Nullable Object>) list;
    }
}
