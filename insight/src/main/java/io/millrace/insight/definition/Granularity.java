package io.millrace.insight.definition;

import java.util.Locale;

/** How dates are put together; names as QuickSight has them. */
public enum Granularity {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    MILLISECOND;

    /** The unit as {@code date_trunc} takes it. */
    public String unit() {
        return name().toLowerCase(Locale.ROOT);
    }
}
