package io.millrace.insight.definition;

/** How a measure sums up its rows; names as QuickSight has them, {@link #words} as a person says them. */
public enum Aggregation {
    SUM("Sum of "),
    AVERAGE("Average of "),
    MIN("Minimum of "),
    MAX("Maximum of "),
    COUNT("Count of "),
    DISTINCT_COUNT("Distinct count of "),
    VAR("Variance of "),
    VARP("Population variance of "),
    STDEV("Standard deviation of "),
    STDEVP("Population standard deviation of ");

    private final String words;

    Aggregation(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** True where the result is a whole number whatever the column is. */
    public boolean counts() {
        return this == COUNT || this == DISTINCT_COUNT;
    }

    /** True where the result has the column's own type. */
    public boolean keepsType() {
        return this == MIN || this == MAX || this == SUM;
    }
}
