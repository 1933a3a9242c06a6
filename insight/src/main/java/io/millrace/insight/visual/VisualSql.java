package io.millrace.insight.visual;

import io.millrace.insight.definition.Aggregation;
import io.millrace.insight.definition.ColumnRef;
import io.millrace.insight.definition.Dimension;
import io.millrace.insight.definition.Field;
import io.millrace.insight.definition.FieldSort;
import io.millrace.insight.definition.Filter;
import io.millrace.insight.definition.Measure;
import io.millrace.insight.definition.Visual;
import io.millrace.insight.definition.VisualKind;
import io.millrace.insight.definition.Wells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queries of one visual over one table. Making one checks the wells against the table's columns and throws {@link
 * VisualRefused} where they do not fit.
 */
public final class VisualSql {

    private final Visual visual;
    private final Wells wells;
    private final DataTable table;
    private final List<String> conditions = new ArrayList<>();
    private final List<VisualColumn> columns = new ArrayList<>();

    public VisualSql(Visual visual, List<Filter> filters, DataTable table) {
        this.visual = visual;
        this.wells = visual.wells();
        this.table = table;
        for (Filter filter : filters) {
            String condition = FilterSql.condition(filter, table);
            if (!condition.isEmpty()) {
                conditions.add(condition);
            }
        }
        wells.category().forEach(dimension -> columns.add(column(dimension, VisualColumn.Role.CATEGORY)));
        wells.colors().forEach(dimension -> columns.add(column(dimension, VisualColumn.Role.COLOR)));
        wells.values().forEach(measure -> columns.add(column(measure)));
    }

    /** The answer's columns: category, colours, values. */
    public List<VisualColumn> columns() {
        return List.copyOf(columns);
    }

    /** All groups in order; with {@code only}, those of these categories. */
    public String rows(Optional<List<@Nullable Object>> only, int limit) {
        List<String> where = new ArrayList<>(conditions);
        only.ifPresent(categories -> where.add(isOneOf(categories)));
        return select(wells.dimensions(), where, order(), limit);
    }

    /** The first categories by the visual's order, whatever their colours. */
    public String categories(int limit) {
        return select(wells.category(), conditions, order(), limit);
    }

    /** What lies beyond the categories shown: grouped by colour, or one row. */
    public String others(List<@Nullable Object> shown, int limit) {
        List<String> where = new ArrayList<>(conditions);
        where.add("NOT " + isOneOf(shown));
        return select(wells.colors(), where, List.of(), limit);
    }

    private String select(List<Dimension> dimensions, List<String> where, List<String> order, int limit) {
        List<String> selected = new ArrayList<>();
        dimensions.forEach(dimension -> selected.add(selected(dimension)));
        wells.values().forEach(measure -> selected.add(expression(measure) + " AS " + alias(measure)));
        StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", selected));
        sql.append("\nFROM ").append(table.from());
        if (!where.isEmpty()) {
            sql.append("\nWHERE ").append(String.join("\n  AND ", where));
        }
        if (wells.aggregated() && !dimensions.isEmpty()) {
            List<String> groups = dimensions.stream().map(this::expression).toList();
            sql.append("\nGROUP BY ").append(String.join(", ", groups));
        }
        if (!order.isEmpty()) {
            sql.append("\nORDER BY ").append(String.join(", ", order));
        }
        return sql.append("\nLIMIT ").append(limit).toString();
    }

    /** By the definition's order, then by the kind's own, so that ties stand still between two runs. */
    private List<String> order() {
        List<String> order = new ArrayList<>();
        List<FieldSort> said = visual.sorting().order();
        said.forEach(sort -> order.add(sorted(fieldOf(sort), sort.descending())));
        if (said.isEmpty() && byValue()) {
            order.add(sorted(wells.values().getFirst(), true));
        }
        if (wells.aggregated()) {
            for (Dimension category : wells.category()) {
                String ascending = sorted(category, false);
                if (!order.contains(ascending) && !order.contains(ascending + " DESC")) {
                    order.add(ascending);
                }
            }
        }
        return order;
    }

    /** Bars and slices are sorted by value unless the category has an order of its own. */
    private boolean byValue() {
        boolean ordered = wells.category().stream().anyMatch(category -> category.kind() == Dimension.Kind.DATE);
        boolean chart = visual.kind() == VisualKind.BAR || visual.kind() == VisualKind.PIE;
        return chart && !ordered && !wells.values().isEmpty();
    }

    private Field fieldOf(FieldSort sort) {
        return wells.field(sort.fieldId()).orElseThrow();
    }

    private String sorted(Field field, boolean descending) {
        String key = switch (field) {
            case Dimension dimension -> expression(dimension);
            case Measure measure -> alias(measure);
        };
        return key + (descending ? " DESC" : "");
    }

    private String isOneOf(List<@Nullable Object> categories) {
        String key = expression(wells.category().getFirst());
        List<String> literals = categories.stream()
                .filter(Objects::nonNull)
                .map(FilterSql::literal)
                .toList();
        List<String> ways = new ArrayList<>();
        if (!literals.isEmpty()) {
            // A null is neither in a list nor outside of it, so that the case is said: NOT must keep it.
            ways.add("(" + key + " IS NOT NULL AND " + key + " IN (" + String.join(", ", literals) + "))");
        }
        if (categories.contains(null)) {
            ways.add(key + " IS NULL");
        }
        return ways.isEmpty() ? "(1 = 0)" : "(" + String.join(" OR ", ways) + ")";
    }

    private String selected(Dimension dimension) {
        String expression = expression(dimension);
        return dimension.kind() == Dimension.Kind.DATE
                ? expression + " AS " + SqlText.name(dimension.column().column() + "_" + unit(dimension))
                : expression;
    }

    private String expression(Dimension dimension) {
        String name = SqlText.name(table.column(dimension.column().column()).source());
        return dimension.kind() == Dimension.Kind.DATE ? "date_trunc('" + unit(dimension) + "', " + name + ")" : name;
    }

    private static String unit(Dimension dimension) {
        return dimension.granularity().orElseThrow().unit();
    }

    private String expression(Measure measure) {
        if (measure.column().isEmpty()) {
            return "count(*)";
        }
        String name = SqlText.name(table.column(measure.column().get().column()).source());
        return switch (measure.aggregation()) {
            case SUM -> "sum(" + name + ")";
            case AVERAGE -> "avg(" + name + ")";
            case MIN -> "min(" + name + ")";
            case MAX -> "max(" + name + ")";
            case COUNT -> "count(" + name + ")";
            case DISTINCT_COUNT -> "count(DISTINCT " + name + ")";
            case VAR -> "var_samp(" + name + ")";
            case VARP -> "var_pop(" + name + ")";
            case STDEV -> "stddev_samp(" + name + ")";
            case STDEVP -> "stddev_pop(" + name + ")";
        };
    }

    /** Unlike any column's name that it could be taken for, and one for each measure. */
    private String alias(Measure measure) {
        String column = measure.column().map(ColumnRef::column).orElse("records");
        int position = wells.values().indexOf(measure);
        String number = position == 0 ? "" : "_" + (position + 1);
        return SqlText.name(column + "_" + measure.aggregation().name().toLowerCase(Locale.ROOT) + number);
    }

    private VisualColumn column(Dimension dimension, VisualColumn.Role role) {
        DataColumn column = table.column(dimension.column().column());
        if (dimension.kind() == Dimension.Kind.DATE && column.type() != ColumnType.DATETIME) {
            throw new VisualRefused("A date field needs a DATETIME column; '" + column.name() + "' is " + column.type()
                    + ". Use a CategoricalDimensionField.");
        }
        if (dimension.kind() == Dimension.Kind.NUMERICAL && !column.type().numeric()) {
            throw new VisualRefused("A numerical field needs a numeric column; '" + column.name() + "' is "
                    + column.type() + ". Use a CategoricalDimensionField.");
        }
        return new VisualColumn(dimension.fieldId(), column.name(), role, column.type(), dimension.granularity());
    }

    private VisualColumn column(Measure measure) {
        ColumnType type = ColumnType.INTEGER;
        if (measure.column().isPresent()) {
            DataColumn column = table.column(measure.column().get().column());
            boolean anyColumn = measure.aggregation().counts();
            if (measure.kind() == Measure.Kind.NUMERICAL && !column.type().numeric() && !anyColumn) {
                throw new VisualRefused(measure.aggregation() + " needs a numeric column; '" + column.name() + "' is "
                        + column.type() + ". Count it, or change its type.");
            }
            type = typeOf(measure.aggregation(), column.type());
        }
        return new VisualColumn(measure.fieldId(), measure.label(), VisualColumn.Role.VALUE, type, Optional.empty());
    }

    private static ColumnType typeOf(Aggregation aggregation, ColumnType column) {
        if (aggregation.counts()) {
            return ColumnType.INTEGER;
        }
        return aggregation.keepsType() ? column : ColumnType.DECIMAL;
    }
}
