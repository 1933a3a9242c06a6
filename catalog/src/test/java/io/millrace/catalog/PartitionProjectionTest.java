package io.millrace.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of the partition projection pages, and of engines that follow them. */
class PartitionProjectionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T18:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "2021/01/01/00/x, 2021/01/01/00",
        "2026/11/23/18/stream-1-2026-11-23-18-00-00-uuid, 2026/11/23/18",
        "2024/02/29/23/a/b, 2024/02/29/23",
        "2026/11/23/19/x, ''",
        "2020/12/31/23/x, ''",
        "2023/02/29/00/x, ''",
        "2023/2/28/00/x, ''",
        "2023/02/28/24/x, ''",
        "processing-failed/2023/02/28/01/x, ''",
        "0f3c-athena-result.csv, ''",
        "2023/02/28/01, ''"
    })
    void theSeedsTableTakesTheHoursOfItsRangeAndNothingElse(String key, String value) {
        assertThat(match(seed(), key)).isEqualTo(value.isEmpty() ? List.of() : List.of(value));
    }

    @Test
    void theSeedsPrefixIsTheBucket() {
        PartitionProjection projection = PartitionProjection.of(seed()).orElseThrow();
        assertThat(projection.literalPrefix()).isEqualTo(new TableLocation("clicks", ""));
        assertThat(projection.firstColumn()).contains("datehour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-MM-dd | 2026-01-01,NOW         | ''  | ''      | 2026-11-23 | true",
                "yyyy-MM-dd | 2026-01-01,NOW         | ''  | ''      | 2026-11-24 | false",
                "yyyy-MM-dd | NOW-3DAYS,NOW          | ''  | ''      | 2026-11-20 | true",
                "yyyy-MM-dd | NOW - 3 DAYS , NOW     | ''  | ''      | 2026-11-19 | false",
                "yyyy-MM-dd | NOW-1WEEK,NOW+1MONTH   | ''  | ''      | 2026-12-23 | true",
                "yyyy-MM-dd | NOW-1WEEK,NOW+1MONTH   | ''  | ''      | 2026-12-24 | false",
                "yyyy-MM    | 2020-01,NOW            | ''  | ''      | 2026-11    | true",
                "yyyy-MM    | 2020-01,NOW            | 3   | ''      | 2020-04    | true",
                "yyyy-MM    | 2020-01,NOW            | 3   | MONTHS  | 2020-05    | false",
                "yyyy       | 2020,NOW               | 2   | YEARS   | 2024       | true",
                "yyyy       | 2020,NOW               | 2   | YEARS   | 2023       | false",
                "yyyy-MM-dd | 2020-01-31,2020-12-31  | 1   | MONTHS  | 2020-02-29 | true",
                "yyyy-MM-dd | 2026-11-01,NOW         | 1   | WEEKS   | 2026-11-15 | true",
                "yyyy-MM-dd | 2026-11-01,NOW         | 1   | WEEKS   | 2026-11-16 | false",
                "yyyyMMddHH | 2026010100,NOW         | 6   | HOURS   | 2026010106 | true",
                "yyyyMMddHH | 2026010100,NOW         | 6   | HOURS   | 2026010107 | false",
                "yyyy-MM-dd-HH-mm | 2026-11-23-00-00,NOW | 15 | MINUTES | 2026-11-23-18-30 | true",
                "yyyy-MM-dd-HH-mm | 2026-11-23-00-00,NOW | 15 | MINUTES | 2026-11-23-18-20 | false",
                "MMM d yyyy | Jan 1 2026,NOW         | ''  | ''      | Mar 5 2026 | true",
                "yyyy-MM-dd | NOW,NOW-1DAY           | ''  | ''      | 2026-11-23 | false",
                "yyyy-MM-dd-HH | NOW-36HOURS,NOW+1YEAR | 1 | HOURS   | 2026-11-22-06 | true",
                "yyyy-MM-dd-HH | NOW-36HOURS,NOW+1YEAR | 1 | HOURS   | 2026-11-22-05 | false",
                "yyyy-MM-dd-HH | NOW-36HOURS,NOW+1YEAR | 1 | HOURS   | 2027-11-23-18 | true",
                "yyyyMMddHHmmss | NOW-10SECONDS,NOW  | 5   | SECONDS | 20261123182955 | true",
                "yyyyMMddHHmmss | NOW-10SECONDS,NOW  | 5   | SECONDS | 20261123182956 | false",
                "yyyy-MM    | NOW-14MONTHS,NOW       | ''  | ''      | 2025-09    | true",
                "yyyy-MM    | NOW-14MONTHS,NOW       | ''  | ''      | 2025-08    | false"
            })
    void datesBelongByRangeFormatAndInterval(
            String format, String range, String interval, String unit, String value, boolean belongs) {
        Map<String, String> properties = new LinkedHashMap<>(Map.of(
                "projection.p.type", " DATE ",
                "projection.p.format", format,
                "projection.p.range", range));
        if (!interval.isEmpty()) {
            properties.put("projection.p.interval", interval);
        }
        if (!unit.isEmpty()) {
            properties.put("projection.p.interval.unit", unit);
        }
        assertThat(match(table(properties, "p"), "t/p=" + value + "/x"))
                .isEqualTo(belongs ? List.of(value) : List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,10     | ''  | ''  | 7    | true",
                "0,10     | ''  | ''  | 11   | false",
                "0,10     | 5   | ''  | 7    | false",
                "0,10     | 5   | ''  | 10   | true",
                "-5,5     | ''  | ''  | -5   | true",
                "0,10     | ''  | 2   | 07   | true",
                "0,10     | ''  | 2   | 7    | false",
                "0,10     | ''  | ''  | 07   | false",
                "0,10     | ''  | ''  | x    | false"
            })
    void integersBelongByRangeIntervalAndDigits(
            String range, String interval, String digits, String value, boolean belongs) {
        Map<String, String> properties =
                new LinkedHashMap<>(Map.of("projection.p.type", "integer", "projection.p.range", range));
        if (!interval.isEmpty()) {
            properties.put("projection.p.interval", interval);
        }
        if (!digits.isEmpty()) {
            properties.put("projection.p.digits", digits);
        }
        assertThat(match(table(properties, "p"), "t/p=" + value + "/x"))
                .isEqualTo(belongs ? List.of(value) : List.of());
    }

    @Test
    void enumsBelongByTheirListAndTemplatesMayNestColumns() {
        Map<String, String> properties = Map.of(
                "projection.menu.type", "enum",
                "projection.menu.values", "lunch, dinner",
                "projection.id.type", "injected",
                "storage.location.template", "s3://clicks/a/${menu}/by-${id}/z");
        Table table = table(properties, "menu", "id");
        assertThat(match(table, "a/dinner/by-7/z/object")).containsExactly("dinner", "7");
        assertThat(match(table, "a/brunch/by-7/z/object")).isEmpty();
        assertThat(match(table, "a/dinner/7/z/object")).isEmpty();
        assertThat(PartitionProjection.of(table).orElseThrow().literalPrefix().prefix())
                .isEqualTo("a/");
    }

    @Test
    void anInjectedColumnNeedsAnEquality() {
        PartitionProjection projection = PartitionProjection.of(table(Map.of("projection.p.type", "injected"), "p"))
                .orElseThrow();
        projection.requireInjected(Set.of("p"));
        assertThatThrownBy(() -> projection.requireInjected(Set.of()))
                .hasMessage("CONSTRAINT_VIOLATION: For the injected projected partition column p, the WHERE clause must"
                        + " contain only static equality conditions, and at least one such condition must be present.");
    }

    @Test
    void aColumnWithoutConfigurationIsNamedAsAthenaNamesIt() {
        assertThatThrownBy(() -> PartitionProjection.of(table(Map.of("projection.a.type", "injected"), "a", "b")))
                .hasMessage("HIVE_METASTORE_ERROR: Table d.t is configured for partition projection, but the following"
                        + " partition columns are missing projection configuration: [b] (table d.t)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type=number                                     | can be enum, integer, date or injected",
                "type=date;format=yyyy                           | 'projection.p.range' is missing",
                "type=date;format=bb;range=a,b                   | no date pattern",
                "type=date;format=yyyy-MM-dd;range=2020          | two ends",
                "type=date;format=yyyy-MM-dd;range=2020,NOW      | two dates in the format",
                "type=date;format=yyyy-MM-dd;range=2021-01-01,2020-01-01 | earlier end first",
                "type=date;format=yyyy-MM-dd-HH;range=NOW,NOW    | are needed",
                "type=date;format=yyyy;range=2020,NOW;interval=0;interval.unit=YEARS | above 0",
                "type=date;format=yyyy;range=2020,NOW;interval=1;interval.unit=AGES  | can be YEARS",
                "type=integer;range=1                            | two whole numbers",
                "type=integer;range=1,5;interval=0               | above 0",
                "type=integer;range=1,5;interval=-2              | above 0",
                "type=integer;range=1,5;digits=-1                | above 0",
                "type=integer;range=1,5;digits=two               | above 0",
                "type=integer;range=a,5                          | two whole numbers",
                "type=enum                                       | 'projection.p.values' is missing"
            })
    void aWrongConfigurationIsNamed(String properties, String message) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String property : properties.split(";", -1)) {
            String[] parts = property.split("=", 2);
            map.put("projection.p." + parts[0], parts[1].strip());
        }
        assertThatThrownBy(() -> PartitionProjection.of(table(map, "p")))
                .isInstanceOf(ProjectionError.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTemplateMustHoldEveryColumn() {
        Map<String, String> properties =
                Map.of("projection.p.type", "injected", "storage.location.template", "s3://clicks/x/");
        assertThatThrownBy(() -> PartitionProjection.of(table(properties, "p"))).hasMessageContaining("${p}");
    }

    private static List<String> match(Table table, String key) {
        return PartitionProjection.of(table)
                .orElseThrow()
                .at(NOW)
                .partition(key)
                .map(PartitionProjection.Partition::values)
                .orElse(List.of());
    }

    private static Table seed() {
        return Table.named("default", "my_ingested_data")
                .columns(List.of(Column.of("element_clicked", "string")))
                .partitionKeys(List.of(Column.of("datehour", "string")))
                .location("s3://clicks/")
                .parameters(Map.of(
                        "projection.enabled", "true",
                        "projection.datehour.type", "date",
                        "projection.datehour.format", "yyyy/MM/dd/HH",
                        "projection.datehour.range", "2021/01/01/00,NOW",
                        "projection.datehour.interval", "1",
                        "projection.datehour.interval.unit", "HOURS",
                        "storage.location.template", "s3://clicks/${datehour}/"))
                .build();
    }

    private static Table table(Map<String, String> properties, String... partitions) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("projection.enabled", "TRUE");
        List<Column> keys = new ArrayList<>();
        for (String partition : partitions) {
            keys.add(Column.of(partition, "string"));
        }
        return Table.named("d", "t")
                .partitionKeys(keys)
                .location("s3://clicks/t")
                .parameters(all)
                .build();
    }
}
