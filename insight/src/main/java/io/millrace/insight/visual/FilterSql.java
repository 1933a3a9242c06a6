package io.millrace.insight.visual;

import io.millrace.insight.definition.Filter;
import io.millrace.insight.definition.Filter.Bound;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A filter as a condition. */
final class FilterSql {

    private FilterSql() {}

    static String condition(Filter filter, DataTable table) {
        DataColumn column = table.column(filter.column().column());
        String name = SqlText.name(column.source());
        String isNull = name + " IS NULL";
        String condition = switch (filter) {
            case Filter.OneOf one -> name + (one.negated() ? " NOT IN (" : " IN (") + list(one, column) + ")";
            case Filter.Text text -> text(text, column, name);
            case Filter.NumberIs number -> {
                requireNumeric(column);
                yield name + (number.negated() ? " <> " : " = ") + SqlText.number(number.value());
            }
            case Filter.NumberRange range -> {
                requireNumeric(column);
                yield range(name, range.from(), range.to(), SqlText::number);
            }
            case Filter.TimeRange range -> {
                require(column, ColumnType.DATETIME);
                yield range(name, range.from(), range.to(), SqlText::timestamp);
            }
            case Filter.Everything ignored -> "";
        };
        return withNulls(condition, isNull, nulls(filter));
    }

    /** What an exclusion does not name it keeps, nulls too. */
    private static Filter.Nulls nulls(Filter filter) {
        boolean exclusion = switch (filter) {
            case Filter.OneOf one -> one.negated();
            case Filter.Text text -> text.negated();
            case Filter.NumberIs ignored -> false;
            case Filter.NumberRange ignored -> false;
            case Filter.TimeRange ignored -> false;
            case Filter.Everything ignored -> true;
        };
        if (filter.nulls() != Filter.Nulls.UNSAID) {
            return filter.nulls();
        }
        return exclusion ? Filter.Nulls.ALL_VALUES : Filter.Nulls.UNSAID;
    }

    private static String withNulls(String condition, String isNull, Filter.Nulls nulls) {
        return switch (nulls) {
            case UNSAID -> condition;
            case ALL_VALUES -> condition.isEmpty() ? "" : "(" + condition + " OR " + isNull + ")";
            case NULLS_ONLY -> isNull;
            case NON_NULLS_ONLY ->
                condition.isEmpty()
                        ? isNull.replace(" IS NULL", " IS NOT NULL")
                        : "(" + condition + " AND NOT " + isNull + ")";
        };
    }

    private static String list(Filter.OneOf filter, DataColumn column) {
        List<String> literals = new ArrayList<>();
        filter.values().forEach(value -> literals.add(literal(value, column)));
        return String.join(", ", literals);
    }

    private static String literal(String value, DataColumn column) {
        return switch (column.type()) {
            case STRING -> SqlText.string(value);
            case INTEGER, DECIMAL -> SqlText.number(number(value, column));
            case BOOLEAN -> Boolean.parseBoolean(value) ? "true" : "false";
            case DATETIME ->
                throw new VisualRefused(
                        "A list cannot filter the DATETIME column '" + column.name() + "'. Use a time range.");
        };
    }

    private static BigDecimal number(String value, DataColumn column) {
        try {
            return new BigDecimal(value.strip());
        } catch (NumberFormatException notANumber) {
            throw new VisualRefused(
                    "'" + value + "' is no value of the " + column.type() + " column '" + column.name() + "'.");
        }
    }

    private static String text(Filter.Text filter, DataColumn column, String name) {
        if (filter.match() == Filter.Match.EQUALS) {
            return name + (filter.negated() ? " <> " : " = ") + literal(filter.value(), column);
        }
        require(column, ColumnType.STRING);
        String pattern = switch (filter.match()) {
            case CONTAINS -> SqlText.like("%", filter.value(), "%");
            case STARTS_WITH -> SqlText.like("", filter.value(), "%");
            case ENDS_WITH -> SqlText.like("%", filter.value(), "");
            case EQUALS -> throw new IllegalStateException("compared above");
        };
        return name + (filter.negated() ? " NOT LIKE " : " LIKE ") + pattern;
    }

    private static <T> String range(
            String name, Optional<Bound<T>> from, Optional<Bound<T>> to, Function<T, String> literal) {
        List<String> ends = new ArrayList<>();
        from.ifPresent(end -> ends.add(name + (end.included() ? " >= " : " > ") + literal.apply(end.value())));
        to.ifPresent(end -> ends.add(name + (end.included() ? " <= " : " < ") + literal.apply(end.value())));
        return ends.isEmpty() ? "" : String.join(" AND ", ends);
    }

    private static void requireNumeric(DataColumn column) {
        if (!column.type().numeric()) {
            throw new VisualRefused(
                    "A numeric filter needs a numeric column; '" + column.name() + "' is " + column.type() + ".");
        }
    }

    private static void require(DataColumn column, ColumnType type) {
        if (column.type() != type) {
            throw new VisualRefused(
                    "The filter needs a " + type + " column; '" + column.name() + "' is " + column.type() + ".");
        }
    }

    /** A value that an engine returned, as a literal again. */
    static String literal(Object value) {
        return switch (value) {
            case Boolean bool -> bool ? "true" : "false";
            case BigDecimal number -> SqlText.number(number);
            case Number number -> SqlText.number(new BigDecimal(number.toString()));
            case LocalDateTime time -> SqlText.timestamp(time);
            case java.time.Instant time -> SqlText.timestamp(LocalDateTime.ofInstant(time, java.time.ZoneOffset.UTC));
            case java.time.LocalDate date -> SqlText.timestamp(date.atStartOfDay());
            case java.sql.Timestamp time -> SqlText.timestamp(time.toLocalDateTime());
            default -> SqlText.string(value.toString());
        };
    }
}
