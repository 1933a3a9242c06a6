package io.millrace.gateway.template;

import org.jspecify.annotations.Nullable;

/** The arguments of one method call, read as the method wants them. Used by one thread. */
final class Arguments {

    private final String method;
    private final @Nullable Object[] values;

    Arguments(String method, @Nullable Object[] values) {
        this.method = method;
        this.values = values;
    }

    String method() {
        return method;
    }

    int count() {
        return values.length;
    }

    @Nullable
    Object any(int index) {
        return values[index];
    }

    String text(int index) {
        if (values[index] instanceof String text) {
            return text;
        }
        throw wrong(index, "a string");
    }

    int integer(int index) {
        return switch (values[index]) {
            case Integer whole -> whole;
            case Long whole when whole == whole.intValue() -> whole.intValue();
            case null, default -> throw wrong(index, "a whole number");
        };
    }

    /** A key of a map: what cannot hide a structure that takes for ever to hash. */
    @Nullable
    Object key(int index) {
        Object key = values[index];
        if (key == null || key instanceof String || key instanceof Number || key instanceof Boolean) {
            return key;
        }
        throw wrong(index, "a string, a number or a boolean");
    }

    private TemplateFailure wrong(int index, String wanted) {
        return new TemplateFailure(
                TemplateFailure.Kind.TEMPLATE,
                "Argument " + (index + 1) + " of '" + method + "' must be " + wanted + ".");
    }
}
