package io.millrace.insight.definition;

import io.millrace.insight.definition.Filter.Bound;
import io.millrace.insight.definition.Filter.Nulls;
import io.millrace.wire.Input;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads {@code FilterGroups}: category, numeric and time range filters with fixed values. */
final class FilterReader {

    private FilterReader() {}

    private enum Status {
        ENABLED,
        DISABLED
    }

    private enum CrossDataset {
        SINGLE_DATASET
    }

    private enum Scope {
        ALL_VISUALS,
        SELECTED_VISUALS
    }

    private enum SelectAll {
        FILTER_ALL_VALUES
    }

    static List<FilterGroup> groups(Input definition) {
        return definition.objects("FilterGroups").stream()
                .map(FilterReader::group)
                .toList();
    }

    private static FilterGroup group(Input input) {
        String id = Ids.of(input, "FilterGroupId");
        List<Filter> filters =
                input.objects("Filters").stream().map(FilterReader::filter).toList();
        if (filters.size() != 1) {
            throw DefinitionReader.invalid("The filter group '" + id + "' holds " + filters.size()
                    + " filters. Give each filter a group of its own; all groups hold together.");
        }
        Choice.required(input, "CrossDataset", CrossDataset.class);
        boolean enabled = Choice.of(input, "Status", Status.class).orElse(Status.ENABLED) == Status.ENABLED;
        Input scope = input.requiredObject("ScopeConfiguration");
        boolean everySheet = scope.object("AllSheets").isPresent();
        Map<String, Set<String>> scopes = new LinkedHashMap<>();
        scope.object("SelectedSheets")
                .ifPresent(selected -> selected.objects("SheetVisualScopingConfigurations")
                        .forEach(sheet -> scopes.put(sheet.requiredString("SheetId"), visuals(sheet))));
        if (!everySheet && scopes.isEmpty()) {
            throw scope.missing("SelectedSheets");
        }
        return new FilterGroup(id, filters, enabled, everySheet, scopes);
    }

    private static Set<String> visuals(Input sheet) {
        Set<String> ids = Set.copyOf(sheet.strings("VisualIds"));
        if (Choice.required(sheet, "Scope", Scope.class) == Scope.ALL_VISUALS) {
            return Set.of();
        }
        if (ids.isEmpty()) {
            throw sheet.missing("VisualIds");
        }
        return ids;
    }

    private static Filter filter(Input input) {
        Map<String, Function<Input, Filter>> kinds = Map.of(
                "CategoryFilter", FilterReader::category,
                "NumericRangeFilter", FilterReader::numericRange,
                "NumericEqualityFilter", FilterReader::numericEquality,
                "TimeRangeFilter", FilterReader::timeRange);
        for (Map.Entry<String, Function<Input, Filter>> kind : kinds.entrySet()) {
            Optional<Input> body = input.object(kind.getKey());
            if (body.isPresent()) {
                Ids.of(body.get(), "FilterId");
                return kind.getValue().apply(body.get());
            }
        }
        input.refuseUnread();
        throw DefinitionReader.invalid("A filter is empty. Give it one of CategoryFilter, NumericEqualityFilter, "
                + "NumericRangeFilter, TimeRangeFilter.");
    }

    private static Filter category(Input body) {
        ColumnRef column = WellReader.column(body);
        Input configuration = body.requiredObject("Configuration");
        Optional<Input> list = configuration.object("FilterListConfiguration");
        if (list.isEmpty()) {
            list = configuration.object("CustomFilterListConfiguration");
        }
        return list.map(values -> oneOf(column, values))
                .orElseGet(() -> text(column, configuration.requiredObject("CustomFilterConfiguration")));
    }

    private enum CategoryMatch {
        EQUALS(Filter.Match.EQUALS, false),
        DOES_NOT_EQUAL(Filter.Match.EQUALS, true),
        CONTAINS(Filter.Match.CONTAINS, false),
        DOES_NOT_CONTAIN(Filter.Match.CONTAINS, true),
        STARTS_WITH(Filter.Match.STARTS_WITH, false),
        ENDS_WITH(Filter.Match.ENDS_WITH, false);

        private final Filter.Match match;
        private final boolean negated;

        CategoryMatch(Filter.Match match, boolean negated) {
            this.match = match;
            this.negated = negated;
        }
    }

    private static Filter oneOf(ColumnRef column, Input input) {
        CategoryMatch match = Choice.required(input, "MatchOperator", CategoryMatch.class);
        if (match.match != Filter.Match.EQUALS && match.match != Filter.Match.CONTAINS) {
            throw input.broken("MatchOperator", match.name(), "Member must fit a list: CONTAINS or DOES_NOT_CONTAIN");
        }
        List<String> values = List.copyOf(input.strings("CategoryValues"));
        Nulls nulls = nulls(input);
        boolean all = Choice.of(input, "SelectAllOptions", SelectAll.class).isPresent();
        if (all || values.isEmpty()) {
            return new Filter.Everything(column, nulls);
        }
        return new Filter.OneOf(column, values, match.negated, nulls);
    }

    private static Filter text(ColumnRef column, Input input) {
        CategoryMatch match = Choice.required(input, "MatchOperator", CategoryMatch.class);
        Nulls nulls = nulls(input);
        if (Choice.of(input, "SelectAllOptions", SelectAll.class).isPresent()) {
            return new Filter.Everything(column, nulls);
        }
        return new Filter.Text(column, match.match, input.requiredString("CategoryValue"), match.negated, nulls);
    }

    private enum Equality {
        EQUALS,
        DOES_NOT_EQUAL
    }

    private static Filter numericEquality(Input body) {
        ColumnRef column = WellReader.column(body);
        boolean negated = Choice.required(body, "MatchOperator", Equality.class) == Equality.DOES_NOT_EQUAL;
        if (Choice.of(body, "SelectAllOptions", SelectAll.class).isPresent()) {
            return new Filter.Everything(column, nulls(body));
        }
        BigDecimal value = number(body, "Value").orElseThrow(() -> body.missing("Value"));
        return new Filter.NumberIs(column, value, negated, nulls(body));
    }

    private static Filter numericRange(Input body) {
        ColumnRef column = WellReader.column(body);
        Choice.of(body, "SelectAllOptions", SelectAll.class);
        Optional<BigDecimal> from = body.object("RangeMinimum").flatMap(value -> number(value, "StaticValue"));
        Optional<BigDecimal> to = body.object("RangeMaximum").flatMap(value -> number(value, "StaticValue"));
        return new Filter.NumberRange(
                column, bound(body, "IncludeMinimum", from), bound(body, "IncludeMaximum", to), nulls(body));
    }

    private static Filter timeRange(Input body) {
        ColumnRef column = WellReader.column(body);
        Optional<LocalDateTime> from = body.object("RangeMinimumValue").map(value -> time(value));
        Optional<LocalDateTime> to = body.object("RangeMaximumValue").map(value -> time(value));
        return new Filter.TimeRange(
                column, bound(body, "IncludeMinimum", from), bound(body, "IncludeMaximum", to), nulls(body));
    }

    private static <T> Optional<Bound<T>> bound(Input body, String included, Optional<T> value) {
        boolean inclusive = body.bool(included).orElse(false);
        return value.map(end -> new Bound<>(end, inclusive));
    }

    private static Nulls nulls(Input input) {
        return Choice.of(input, "NullOption", Nulls.class).orElse(Nulls.UNSAID);
    }

    private static Optional<BigDecimal> number(Input input, String name) {
        return input.node(name).map(value -> {
            if (!value.isNumber()) {
                throw input.broken(name, value.toString(), "Member must be a number");
            }
            return value.decimalValue();
        });
    }

    /** A moment as REST-JSON has it, seconds since 1970, or as ISO 8601 text. */
    private static LocalDateTime time(Input input) {
        JsonNode value = input.node("StaticValue").orElseThrow(() -> input.missing("StaticValue"));
        try {
            if (value.isNumber()) {
                long millis = value.decimalValue().movePointRight(3).longValueExact();
                return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
            }
            return LocalDateTime.ofInstant(Instant.parse(value.stringValue()), ZoneOffset.UTC);
        } catch (DateTimeException | ArithmeticException | tools.jackson.databind.exc.JsonNodeException notATime) {
            List<String> ways = new ArrayList<>(List.of("seconds since 1970", "2026-01-31T12:00:00Z"));
            throw input.broken("StaticValue", value.toString(), "Member must be a time: " + String.join(" or ", ways));
        }
    }
}
