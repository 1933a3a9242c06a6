package io.millrace.insight.definition;

import io.millrace.wire.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads field wells. */
final class WellReader {

    private WellReader() {}

    /** Bar and line charts. */
    static Wells categoryWells(Input wells, String member) {
        Input aggregated = wells.requiredObject(member);
        return new Wells(
                dimensions(aggregated, "Category"),
                orRowCount(measures(aggregated, "Values")),
                dimensions(aggregated, "Colors"),
                true);
    }

    static Wells pieWells(Input wells) {
        Input aggregated = wells.requiredObject("PieChartAggregatedFieldWells");
        return new Wells(
                dimensions(aggregated, "Category"), orRowCount(measures(aggregated, "Values")), List.of(), true);
    }

    static Wells kpiWells(Input wells) {
        return new Wells(List.of(), measures(wells, "Values"), List.of(), true);
    }

    static Wells tableWells(Input wells) {
        Optional<Input> aggregated = wells.object("TableAggregatedFieldWells");
        if (aggregated.isPresent()) {
            Input table = aggregated.get();
            return new Wells(dimensions(table, "GroupBy"), measures(table, "Values"), List.of(), true);
        }
        Input plain = wells.requiredObject("TableUnaggregatedFieldWells");
        List<Dimension> columns = new ArrayList<>();
        for (Input field : plain.objects("Values")) {
            columns.add(new Dimension(
                    field.requiredString("FieldId"), column(field), Dimension.Kind.PLAIN, Optional.empty()));
        }
        return new Wells(columns, List.of(), List.of(), false);
    }

    private static List<Measure> orRowCount(List<Measure> measures) {
        return measures.isEmpty() ? List.of(Measure.rowCount()) : measures;
    }

    private static List<Dimension> dimensions(Input wells, String name) {
        List<Dimension> dimensions = new ArrayList<>();
        for (Input field : wells.objects(name)) {
            dimensions.add(dimension(field));
        }
        return dimensions;
    }

    private static Dimension dimension(Input field) {
        Optional<Input> categorical = field.object("CategoricalDimensionField");
        if (categorical.isPresent()) {
            return dimension(categorical.get(), Dimension.Kind.CATEGORICAL, Optional.empty());
        }
        Optional<Input> numerical = field.object("NumericalDimensionField");
        if (numerical.isPresent()) {
            return dimension(numerical.get(), Dimension.Kind.NUMERICAL, Optional.empty());
        }
        Input date = field.requiredObject("DateDimensionField");
        Granularity granularity =
                Choice.of(date, "DateGranularity", Granularity.class).orElse(Granularity.DAY);
        return dimension(date, Dimension.Kind.DATE, Optional.of(granularity));
    }

    private static Dimension dimension(Input field, Dimension.Kind kind, Optional<Granularity> granularity) {
        return new Dimension(field.requiredString("FieldId"), column(field), kind, granularity);
    }

    private static List<Measure> measures(Input wells, String name) {
        List<Measure> measures = new ArrayList<>();
        for (Input field : wells.objects(name)) {
            measures.add(measure(field));
        }
        return measures;
    }

    private enum Counting {
        COUNT,
        DISTINCT_COUNT
    }

    private enum DateFunction {
        COUNT,
        DISTINCT_COUNT,
        MIN,
        MAX
    }

    private static Measure measure(Input field) {
        Optional<Input> numerical = field.object("NumericalMeasureField");
        if (numerical.isPresent()) {
            Aggregation aggregation = numerical
                    .get()
                    .object("AggregationFunction")
                    .map(function -> Choice.required(function, "SimpleNumericalAggregation", Aggregation.class))
                    .orElse(Aggregation.SUM);
            return measure(numerical.get(), aggregation, Measure.Kind.NUMERICAL);
        }
        Optional<Input> categorical = field.object("CategoricalMeasureField");
        if (categorical.isPresent()) {
            Counting counting = Choice.of(categorical.get(), "AggregationFunction", Counting.class)
                    .orElse(Counting.COUNT);
            return measure(categorical.get(), Aggregation.valueOf(counting.name()), Measure.Kind.CATEGORICAL);
        }
        Input date = field.requiredObject("DateMeasureField");
        DateFunction function =
                Choice.of(date, "AggregationFunction", DateFunction.class).orElse(DateFunction.COUNT);
        return measure(date, Aggregation.valueOf(function.name()), Measure.Kind.DATE);
    }

    private static Measure measure(Input field, Aggregation aggregation, Measure.Kind kind) {
        return new Measure(field.requiredString("FieldId"), Optional.of(column(field)), aggregation, kind);
    }

    static ColumnRef column(Input field) {
        Input column = field.requiredObject("Column");
        return new ColumnRef(column.requiredString("DataSetIdentifier"), column.requiredString("ColumnName"));
    }
}
