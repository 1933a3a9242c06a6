package io.millrace.insight.definition;

import java.util.Optional;

/** A field that is summed up. Without a column it counts rows, as a chart without values does. */
public record Measure(String fieldId, Optional<ColumnRef> column, Aggregation aggregation, Kind kind) implements Field {

    /** What QuickSight's measure fields are told apart by. */
    public enum Kind {
        NUMERICAL,
        CATEGORICAL,
        DATE
    }

    /** The count of rows. */
    public static Measure rowCount() {
        return new Measure("millrace.row-count", Optional.empty(), Aggregation.COUNT, Kind.CATEGORICAL);
    }

    public String label() {
        return aggregation.words() + column.map(ColumnRef::column).orElse("records");
    }
}
