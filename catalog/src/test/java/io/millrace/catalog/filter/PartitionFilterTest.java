package io.millrace.catalog.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.catalog.Column;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of Glue's GetPartitions page, and of what engines send. */
class PartitionFilterTest {

    private static final List<Column> KEYS =
            List.of(Column.of("menu", "string"), Column.of("hour", "int"), Column.of("day", "date"));
    private static final List<String> VALUES = List.of("lunch", "7", "2026-11-23");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "menu = 'lunch'                                             | true",
                "MENU = 'Lunch'                                             | false",
                "menu <> 'dinner' and hour != 8                             | true",
                "hour = 07                                                  | true",
                "hour > 10                                                  | false",
                "hour > '10'                                                | false",
                "hour >= 7 AND hour <= 7.0                                  | true",
                "hour > -1                                                  | true",
                "hour in (1, 2, 7)                                          | true",
                "hour not in (1, 2, 7)                                      | false",
                "menu in ('a', 'it''s', 'lunch')                            | true",
                "hour between 5 and 8 and menu between 'a' and 'z'          | true",
                "hour not between 5 and 8                                   | false",
                "menu like 'l%'                                             | true",
                "menu like 'l_nch'                                          | true",
                "menu like '%c%h'                                           | true",
                "menu like 'l'                                              | false",
                "menu not like '%z%'                                        | true",
                "day >= '2026-11-01' and day < '2026-12-01'                 | true",
                "day = date '2026-11-23'                                    | true",
                "menu is null                                               | false",
                "menu is not null                                           | true",
                "not (menu = 'x' or hour = 7)                               | false",
                "menu = 'x' or hour = 7 and day = '2026-11-23'              | true",
                "(menu = 'x' or hour = 7) and day = '2020-11-23'            | false",
                "((menu = 'lunch') OR (menu = 'dinner')) AND ((hour = 7))   | true",
                "`menu` = 'lunch' and \"hour\" == 7                         | true",
                "hour = 'x'                                                 | false",
                "~~                                                         | true"
            })
    void theValuesDecideByTheTypesOfTheirColumns(String expression, boolean holds) {
        assertThat(PartitionFilter.parse(expression, KEYS).test(VALUES)).isEqualTo(holds);
    }

    @Test
    void nullIsUnknownAsInSql() {
        List<String> values = List.of("__HIVE_DEFAULT_PARTITION__", "7", "2026-11-23");
        assertThat(PartitionFilter.parse("menu = 'x'", KEYS).test(values)).isFalse();
        assertThat(PartitionFilter.parse("not menu = 'x'", KEYS).test(values)).isFalse();
        assertThat(PartitionFilter.parse("menu is null", KEYS).test(values)).isTrue();
        assertThat(PartitionFilter.parse("menu = 'x' or hour = 7", KEYS).test(values))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "price = 1              | 'price' is no partition column",
                "menu = 'x              | no closing '",
                "menu                   | A comparison is expected instead of 'the end'",
                "menu = 'x' hour = 1    | 'hour' is not expected",
                "menu in 'x'            | '(' is expected before x",
                "menu = hour            | A value is expected instead of 'hour'",
                "(menu = 'x'            | ')' is expected before the end",
                "menu not = 'x'         | is expected after NOT"
            })
    void whatCannotBeReadIsToldByPlace(String expression, String message) {
        assertThatThrownBy(() -> PartitionFilter.parse(expression, KEYS))
                .isInstanceOf(FilterError.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTypeThatDoesNotCompareIsNamed() {
        assertThatThrownBy(() -> PartitionFilter.parse("b = 'x'", List.of(Column.of("b", "boolean"))))
                .hasMessageContaining("of type boolean");
    }

    @Test
    void noTextMakesTheParserThrowAnythingElseOrHang() {
        String letters = "menu hour'\"`()=<>!,%_- and or not in like between is null 1.5e9";
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                int at = random.nextInt(letters.length());
                text.append(letters, at, Math.min(letters.length(), at + 1 + random.nextInt(5)));
            }
            try {
                PartitionFilter.parse(text.toString(), KEYS).test(VALUES);
            } catch (FilterError refused) {
                assertThat(refused.text()).isNotEmpty();
            }
        }
        String evil = "menu like '" + "%a".repeat(900) + "'";
        assertThat(PartitionFilter.parse(evil, KEYS).test(List.of("a".repeat(1000), "1", "x")))
                .isTrue();
    }
}
