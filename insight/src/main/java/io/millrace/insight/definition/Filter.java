package io.millrace.insight.definition;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** A condition on one column. */
public sealed interface Filter {

    ColumnRef column();

    Nulls nulls();

    /** What becomes of rows where the column is null. */
    enum Nulls {
        /** As the condition says: a list keeps none, an exclusion keeps them. */
        UNSAID,
        ALL_VALUES,
        NULLS_ONLY,
        NON_NULLS_ONLY
    }

    /** How text is compared. */
    enum Match {
        EQUALS,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }

    /** The column is one of the values, or none of them. */
    record OneOf(ColumnRef column, List<String> values, boolean negated, Nulls nulls) implements Filter {}

    /** The column's text compared with one value. */
    record Text(ColumnRef column, Match match, String value, boolean negated, Nulls nulls) implements Filter {}

    /** The column equals a number, or does not. */
    record NumberIs(ColumnRef column, BigDecimal value, boolean negated, Nulls nulls) implements Filter {}

    /** The column lies between numbers; an end that is absent is open. */
    record NumberRange(ColumnRef column, Optional<Bound<BigDecimal>> from, Optional<Bound<BigDecimal>> to, Nulls nulls)
            implements Filter {}

    /** The column lies between moments in UTC; an end that is absent is open. */
    record TimeRange(
            ColumnRef column, Optional<Bound<LocalDateTime>> from, Optional<Bound<LocalDateTime>> to, Nulls nulls)
            implements Filter {}

    /** One end of a range. */
    record Bound<T>(T value, boolean included) {}

    /** Every value is selected: only the null option still says something. */
    record Everything(ColumnRef column, Nulls nulls) implements Filter {}
}
