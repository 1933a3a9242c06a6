package io.millrace.catalog;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A database: a name for tables. */
public record Database(
        String name,
        Optional<String> description,
        Optional<String> location,
        Map<String, String> parameters,
        Instant created) {}
