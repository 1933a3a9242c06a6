package io.millrace.catalog;

import java.util.Locale;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param name lower case, as the catalog keeps names
 * @param type as Hive writes it
 */
public record Column(String name, String type, Optional<String> comment) {

    public Column {
        name = name.toLowerCase(Locale.ROOT);
    }

    public static Column of(String name, String type) {
        return new Column(name, type, Optional.empty());
    }
}
