package io.millrace.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * How rows are read: the SerDe's class and what it is told.
 *
 * @param name of this use of it; rarely given
 * @param library the class name, empty where there is none
 */
public record Serde(Optional<String> name, String library, Map<String, String> parameters) {

    public static final Serde NONE = new Serde(Optional.empty(), "", Map.of());

    public Serde {
        parameters = Ordered.copy(parameters);
    }
}
