package io.millrace.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param name lower case, as the catalog keeps names
 * @param type as Hive writes it; may be empty where Glue was told none
 */
public record Column(String name, String type, Optional<String> comment, Map<String, String> parameters) {

    public Column {
        name = name.toLowerCase(Locale.ROOT);
        parameters = Ordered.copy(parameters);
    }

    public Column(String name, String type, Optional<String> comment) {
        this(name, type, comment, Map.of());
    }

    public static Column of(String name, String type) {
        return new Column(name, type, Optional.empty());
    }
}
