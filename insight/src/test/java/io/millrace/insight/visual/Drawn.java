package io.millrace.insight.visual;

import io.millrace.insight.definition.Aggregation;
import io.millrace.insight.definition.ColumnRef;
import io.millrace.insight.definition.Dimension;
import io.millrace.insight.definition.Granularity;
import io.millrace.insight.definition.Look;
import io.millrace.insight.definition.Measure;
import io.millrace.insight.definition.Sorting;
import io.millrace.insight.definition.Visual;
import io.millrace.insight.definition.VisualKind;
import io.millrace.insight.definition.Wells;
import java.util.List;
import java.util.Optional;

/** Visuals for tests, in few words. */
final class Drawn {

    private Drawn() {}

    static Visual visual(VisualKind kind, Wells wells, Sorting sorting) {
        return new Visual(
                "v",
                kind,
                new Visual.Heading(Optional.empty(), false, Optional.empty(), Optional.empty()),
                wells,
                sorting,
                Look.PLAIN);
    }

    static Visual bar(List<Dimension> category, List<Measure> values, List<Dimension> colors) {
        return visual(VisualKind.BAR, new Wells(category, values, colors, true), Sorting.NONE);
    }

    static Dimension by(String column) {
        return new Dimension("by-" + column, ref(column), Dimension.Kind.CATEGORICAL, Optional.empty());
    }

    static Dimension byDate(String column, Granularity granularity) {
        return new Dimension("by-" + column, ref(column), Dimension.Kind.DATE, Optional.of(granularity));
    }

    static Measure measure(Aggregation aggregation, String column) {
        return new Measure(aggregation + "-" + column, Optional.of(ref(column)), aggregation, Measure.Kind.NUMERICAL);
    }

    static ColumnRef ref(String column) {
        return new ColumnRef("clicks", column);
    }
}
