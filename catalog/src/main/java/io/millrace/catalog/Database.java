package io.millrace.catalog;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A database: a name for tables. Immutable. */
public record Database(
        String name,
        Optional<String> description,
        Optional<String> location,
        Map<String, String> parameters,
        Instant created) {

    public Database {
        name = name.toLowerCase(Locale.ROOT);
        parameters = Ordered.copy(parameters);
    }

    /** A new database, to be stamped when it is stored. */
    public static Database of(
            String name, Optional<String> description, Optional<String> location, Map<String, String> parameters) {
        return new Database(name, description, location, parameters, Instant.EPOCH);
    }

    Database createdAt(Instant moment) {
        return new Database(name, description, location, parameters, moment);
    }
}
