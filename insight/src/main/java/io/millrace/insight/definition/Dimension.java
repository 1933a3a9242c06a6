package io.millrace.insight.definition;

import java.util.Optional;

/** A field that groups rows. {@code granularity} is there for dates alone. */
public record Dimension(String fieldId, ColumnRef column, Kind kind, Optional<Granularity> granularity)
        implements Field {

    /** What QuickSight's three dimension fields are told apart by. */
    public enum Kind {
        CATEGORICAL,
        NUMERICAL,
        DATE,
        /** A column of a table that is not put together: shown as it is. */
        PLAIN
    }
}
