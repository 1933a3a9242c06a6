package io.millrace.insight.definition;

import io.millrace.wire.Input;
import java.util.regex.Pattern;

/** QuickSight's restrictive ids: word characters and dashes. */
final class Ids {

    private static final Pattern SHAPE = Pattern.compile("[\\w-]{1,512}");

    private Ids() {}

    static String of(Input input, String name) {
        String id = input.requiredString(name);
        if (!SHAPE.matcher(id).matches()) {
            throw input.broken(name, id, "Member must satisfy regular expression pattern: [\\w\\-]+");
        }
        return id;
    }
}
