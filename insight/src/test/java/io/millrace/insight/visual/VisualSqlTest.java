package io.millrace.insight.visual;

import static io.millrace.insight.visual.Drawn.bar;
import static io.millrace.insight.visual.Drawn.by;
import static io.millrace.insight.visual.Drawn.byDate;
import static io.millrace.insight.visual.Drawn.measure;
import static io.millrace.insight.visual.Drawn.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.insight.definition.Aggregation;
import io.millrace.insight.definition.Filter;
import io.millrace.insight.definition.Filter.Bound;
import io.millrace.insight.definition.Filter.Nulls;
import io.millrace.insight.definition.Granularity;
import io.millrace.insight.definition.Measure;
import io.millrace.insight.definition.Visual;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisualSqlTest {

    private static final DataTable CLICKS = new DataTable(
            DataTable.relation("default", "my_ingested_data"),
            List.of(
                    new DataColumn("element_clicked", "element_clicked", ColumnType.STRING),
                    new DataColumn("time_spent", "time_spent", ColumnType.INTEGER),
                    new DataColumn("at", "at", ColumnType.DATETIME),
                    new DataColumn("odd\"name; DROP", "odd\"name; DROP", ColumnType.STRING),
                    new DataColumn("menu", "source_menu", ColumnType.STRING)));

    private static String sql(Visual visual, Filter... filters) {
        return new VisualSql(visual, List.of(filters), CLICKS).rows(Optional.empty(), 100);
    }

    @Test
    void barsAreSortedByTheirValue() {
        assertThat(sql(bar(List.of(by("element_clicked")), List.of(Measure.rowCount()), List.of())))
                .isEqualTo("""
                    SELECT "element_clicked", count(*) AS "records_count"
                    FROM "default"."my_ingested_data"
                    GROUP BY "element_clicked"
                    ORDER BY "records_count" DESC, "element_clicked"
                    LIMIT 100\
                    """);
    }

    @Test
    void datesKeepTheirOwnOrder() {
        assertThat(sql(bar(
                        List.of(byDate("at", Granularity.HOUR)),
                        List.of(measure(Aggregation.AVERAGE, "time_spent")),
                        List.of(by("menu")))))
                .isEqualTo("""
                    SELECT date_trunc('hour', "at") AS "at_hour", "source_menu", avg("time_spent") AS "time_spent_average"
                    FROM "default"."my_ingested_data"
                    GROUP BY date_trunc('hour', "at"), "source_menu"
                    ORDER BY date_trunc('hour', "at")
                    LIMIT 100\
                    """);
    }

    @ParameterizedTest
    @CsvSource({
        "SUM, sum(\"time_spent\")",
        "AVERAGE, avg(\"time_spent\")",
        "MIN, min(\"time_spent\")",
        "MAX, max(\"time_spent\")",
        "COUNT, count(\"time_spent\")",
        "DISTINCT_COUNT, count(DISTINCT \"time_spent\")",
        "VAR, var_samp(\"time_spent\")",
        "VARP, var_pop(\"time_spent\")",
        "STDEV, stddev_samp(\"time_spent\")",
        "STDEVP, stddev_pop(\"time_spent\")"
    })
    void eachAggregationHasItsFunction(Aggregation aggregation, String function) {
        assertThat(sql(bar(List.of(), List.of(measure(aggregation, "time_spent")), List.of())))
                .contains("SELECT " + function + " AS ")
                .doesNotContain("GROUP BY");
    }

    @Test
    void namesCannotLeaveTheirQuotes() {
        assertThat(sql(bar(List.of(by("odd\"name; DROP")), List.of(Measure.rowCount()), List.of())))
                .contains("SELECT \"odd\"\"name; DROP\", count(*)")
                .contains("GROUP BY \"odd\"\"name; DROP\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "it's| 'it''s'",
                "'; DROP TABLE x; --| '''; DROP TABLE x; --'",
                "back\\slash| 'back\\slash'",
                "\\'| '\\'''",
                "O'Brien – café / \"x\"| 'O''Brien – café / \"x\"'",
                "''| ''''''"
            })
    void valuesCannotLeaveTheirQuotes(String value, String literal) {
        Filter filter = new Filter.OneOf(ref("menu"), List.of(value), false, Nulls.UNSAID);

        assertThat(sql(bar(List.of(by("menu")), List.of(Measure.rowCount()), List.of()), filter))
                .contains("WHERE \"source_menu\" IN (" + literal + ")\n");
    }

    @Test
    void aWildcardInAValueMeansItself() {
        Filter filter = new Filter.Text(ref("menu"), Filter.Match.CONTAINS, "50%_\\'", false, Nulls.UNSAID);

        assertThat(sql(bar(List.of(by("menu")), List.of(Measure.rowCount()), List.of()), filter))
                .contains("\"source_menu\" LIKE '%50\\%\\_\\\\''%' ESCAPE '\\'");
    }

    @Test
    void noByteOfANameOrValueMayBeNul() {
        assertThatThrownBy(() -> SqlText.name("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SqlText.string("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangesHaveTheirEnds() {
        Filter numbers = new Filter.NumberRange(
                ref("time_spent"),
                Optional.of(new Bound<>(new BigDecimal("-1.5"), true)),
                Optional.of(new Bound<>(new BigDecimal("1E+3"), false)),
                Nulls.ALL_VALUES);
        Filter times = new Filter.TimeRange(
                ref("at"),
                Optional.of(new Bound<>(LocalDateTime.of(2026, 1, 31, 12, 0), false)),
                Optional.empty(),
                Nulls.NON_NULLS_ONLY);

        assertThat(sql(bar(List.of(), List.of(Measure.rowCount()), List.of()), numbers, times))
                .contains("(\"time_spent\" >= (-1.5) AND \"time_spent\" < 1000 OR \"time_spent\" IS NULL)")
                .contains("(\"at\" > TIMESTAMP '2026-01-31 12:00:00.000' AND NOT \"at\" IS NULL)");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "true, UNSAID, '(\"source_menu\" NOT IN (''a'') OR \"source_menu\" IS NULL)'",
                "false, UNSAID, '\"source_menu\" IN (''a'')'",
                "false, NULLS_ONLY, '\"source_menu\" IS NULL'",
                "true, NON_NULLS_ONLY, '(\"source_menu\" NOT IN (''a'') AND NOT \"source_menu\" IS NULL)'"
            })
    void nullsAreKeptOrDroppedAsSaid(boolean negated, Nulls nulls, String condition) {
        Filter filter = new Filter.OneOf(ref("menu"), List.of("a"), negated, nulls);

        assertThat(sql(bar(List.of(by("menu")), List.of(Measure.rowCount()), List.of()), filter))
                .contains("WHERE " + condition + "\n");
    }

    @Test
    void aFieldThatDoesNotFitItsColumnIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> sql(bar(List.of(by("nope")), List.of(Measure.rowCount()), List.of())))
                .isInstanceOf(VisualRefused.class)
                .hasMessageContaining("no column 'nope'");
        assertThatThrownBy(() -> sql(bar(List.of(), List.of(measure(Aggregation.SUM, "menu")), List.of())))
                .hasMessageContaining("SUM needs a numeric column");
        assertThatThrownBy(() ->
                        sql(bar(List.of(byDate("menu", Granularity.DAY)), List.of(Measure.rowCount()), List.of())))
                .hasMessageContaining("Use a CategoricalDimensionField");
    }

    @Test
    void aCommentAtTheEndOfACustomQueryDoesNotSwallowTheRest() {
        assertThat(DataTable.subquery("SELECT 1 AS a -- one ;\n;  ", "q"))
                .isEqualTo("(SELECT 1 AS a -- one ;\n\n) AS \"q\"");
    }
}
