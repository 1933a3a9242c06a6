package io.millrace.insight.definition;

import io.millrace.wire.Input;
import java.util.Arrays;
import java.util.Optional;

/** A member that names one of a few words. */
final class Choice {

    private Choice() {}

    static <E extends Enum<E>> Optional<E> of(Input input, String name, Class<E> type) {
        return input.string(name).map(word -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(word)) {
                    return constant;
                }
            }
            throw input.broken(
                    name,
                    word,
                    "Member must be one of those supported here: " + Arrays.toString(type.getEnumConstants()));
        });
    }

    static <E extends Enum<E>> E required(Input input, String name, Class<E> type) {
        return of(input, name, type).orElseThrow(() -> input.missing(name));
    }

    private enum Visibility {
        HIDDEN,
        VISIBLE
    }

    /** Empty where nothing is said. */
    static Optional<Boolean> visible(Input input) {
        return of(input, "Visibility", Visibility.class).map(visibility -> visibility == Visibility.VISIBLE);
    }
}
