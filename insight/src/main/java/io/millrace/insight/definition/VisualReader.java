package io.millrace.insight.definition;

import io.millrace.wire.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one member of a sheet's {@code Visuals}. */
final class VisualReader {

    private VisualReader() {}

    static Visual visual(Input input) {
        for (VisualKind kind : VisualKind.values()) {
            Optional<Input> body = input.object(kind.member());
            if (body.isPresent()) {
                return visual(kind, body.get());
            }
        }
        // No kind that we know: what stands there is refused by its name.
        input.refuseUnread();
        throw DefinitionReader.invalid("A visual is empty. Give it one of BarChartVisual, LineChartVisual, "
                + "PieChartVisual, KPIVisual, TableVisual.");
    }

    private static Visual visual(VisualKind kind, Input body) {
        String id = Ids.of(body, "VisualId");
        Visual.Heading heading = heading(body);
        Input chart = body.requiredObject("ChartConfiguration");
        Input fieldWells = chart.requiredObject("FieldWells");
        Wells wells = switch (kind) {
            case BAR -> WellReader.categoryWells(fieldWells, "BarChartAggregatedFieldWells");
            case LINE -> WellReader.categoryWells(fieldWells, "LineChartAggregatedFieldWells");
            case PIE -> WellReader.pieWells(fieldWells);
            case KPI -> WellReader.kpiWells(fieldWells);
            case TABLE -> WellReader.tableWells(fieldWells);
        };
        checkWells(id, kind, wells);
        Visual visual = new Visual(id, kind, heading, wells, sorting(kind, chart), LookReader.look(kind, chart));
        visual.sorting().order().forEach(sort -> sortable(visual, sort));
        return visual;
    }

    private static Visual.Heading heading(Input body) {
        Optional<Input> title = body.object("Title");
        boolean hidden = !title.flatMap(Choice::visible).orElse(true);
        Optional<Input> subtitle = body.object("Subtitle");
        boolean subtitleShown = subtitle.flatMap(Choice::visible).orElse(true);
        Optional<String> subtitleText = subtitle.flatMap(VisualReader::plainText);
        return new Visual.Heading(
                title.flatMap(VisualReader::plainText),
                hidden,
                subtitleShown ? subtitleText : Optional.empty(),
                body.string("VisualContentAltText"));
    }

    private static Optional<String> plainText(Input label) {
        return label.object("FormatText").flatMap(text -> text.string("PlainText"));
    }

    private static void checkWells(String id, VisualKind kind, Wells wells) {
        if (wells.columns().isEmpty()) {
            throw DefinitionReader.invalid("The visual '" + id + "' has no column in its field wells. Add one.");
        }
        String dataSet = wells.columns().getFirst().dataSet();
        for (ColumnRef column : wells.columns()) {
            if (!column.dataSet().equals(dataSet)) {
                throw DefinitionReader.invalid("The visual '" + id + "' takes columns from two data sets, '" + dataSet
                        + "' and '" + column.dataSet() + "'. A visual reads one data set.");
            }
        }
        if (kind != VisualKind.TABLE && wells.category().size() > 1) {
            throw DefinitionReader.invalid("The visual '" + id
                    + "' has several fields in Category: drilling down is not supported here. Leave one.");
        }
        if (wells.colors().size() > 1
                || (!wells.colors().isEmpty() && wells.values().size() > 1)) {
            throw DefinitionReader.invalid("The visual '" + id
                    + "' may have either one field in Colors and one in Values, or several in Values.");
        }
        if ((kind == VisualKind.PIE || kind == VisualKind.KPI) && wells.values().size() > 1) {
            throw DefinitionReader.invalid("The visual '" + id + "' may have one field in Values.");
        }
    }

    private static Sorting sorting(VisualKind kind, Input chart) {
        Optional<Input> configuration = chart.object("SortConfiguration");
        if (configuration.isEmpty()) {
            return Sorting.NONE;
        }
        Input sort = configuration.get();
        return switch (kind) {
            case BAR, PIE -> new Sorting(order(sort, "CategorySort"), limit(sort, "CategoryItemsLimit"));
            case LINE -> new Sorting(order(sort, "CategorySort"), limit(sort, "CategoryItemsLimitConfiguration"));
            case TABLE -> new Sorting(order(sort, "RowSort"), Optional.empty());
            case KPI -> {
                sort.refuseUnread();
                yield Sorting.NONE;
            }
        };
    }

    private enum Direction {
        ASC,
        DESC
    }

    private static List<FieldSort> order(Input sort, String name) {
        List<FieldSort> order = new ArrayList<>();
        for (Input option : sort.objects(name)) {
            Input field = option.requiredObject("FieldSort");
            order.add(new FieldSort(
                    field.requiredString("FieldId"),
                    Choice.required(field, "Direction", Direction.class) == Direction.DESC));
        }
        return order;
    }

    private enum OtherCategories {
        INCLUDE,
        EXCLUDE
    }

    private static Optional<ItemsLimit> limit(Input sort, String name) {
        return sort.object(name).map(limit -> {
            boolean others =
                    Choice.of(limit, "OtherCategories", OtherCategories.class).orElse(OtherCategories.EXCLUDE)
                            == OtherCategories.INCLUDE;
            int items = DefinitionReader.whole(limit, "ItemsLimit", 1, 10_000)
                    .orElseThrow(() -> limit.missing("ItemsLimit"));
            return new ItemsLimit(items, others);
        });
    }

    private static void sortable(Visual visual, FieldSort sort) {
        Field field = visual.wells()
                .field(sort.fieldId())
                .orElseThrow(() -> DefinitionReader.invalid("The visual '" + visual.id() + "' sorts by the field '"
                        + sort.fieldId() + "', which stands in none of its wells."));
        if (visual.wells().colors().contains(field)) {
            throw DefinitionReader.invalid("The visual '" + visual.id() + "' sorts its categories by the colour field '"
                    + sort.fieldId() + "'. Sort by the category or by a value.");
        }
    }
}
