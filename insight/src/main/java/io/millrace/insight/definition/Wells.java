package io.millrace.insight.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The field wells of a visual. {@code category} is also a table's GroupBy.
 *
 * @param aggregated false for a table of plain columns
 */
public record Wells(List<Dimension> category, List<Measure> values, List<Dimension> colors, boolean aggregated) {

    /** Category and colours: what rows are grouped by, in the order of the answer's columns. */
    public List<Dimension> dimensions() {
        List<Dimension> all = new ArrayList<>(category);
        all.addAll(colors);
        return all;
    }

    public List<Field> fields() {
        List<Field> all = new ArrayList<>(dimensions());
        all.addAll(values);
        return all;
    }

    /** The columns that the wells read. */
    public List<ColumnRef> columns() {
        List<ColumnRef> all = new ArrayList<>();
        dimensions().forEach(dimension -> all.add(dimension.column()));
        values.forEach(measure -> measure.column().ifPresent(all::add));
        return all;
    }

    public Optional<Field> field(String fieldId) {
        return fields().stream()
                .filter(field -> field.fieldId().equals(fieldId))
                .findFirst();
    }
}
