package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of Hive's LazySimpleSerDe, its documentation at AWS, and what Trino's reader of it does. */
class LazySimpleTest {

    private static final Map<String, String> COMMA = Map.of("field.delim", ",");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string     | a b      | a b",
                "string     | `\"a\"` | `\"a\"`",
                "string     | ``       | ``",
                "string     | \\N      | null",
                "string     | \\n      | \\n",
                "string     | é😀      | é😀",
                "varchar(2) | é😀x     | é😀",
                "int        | 67       | 67",
                "int        | +67      | 67",
                "int        | -0067    | -67",
                "int        | 67.9     | 67",
                "int        | 67.x     | null",
                "int        | 67.      | 67",
                "int        | 1e2      | null",
                "int        | 0x1F     | null",
                "int        | ` 67`    | null",
                "int        | abc      | null",
                "int        | ``       | null",
                "int        | -        | null",
                "int        | 2147483648 | null",
                "tinyint    | -128     | -128",
                "tinyint    | 128      | null",
                "bigint     | 9223372036854775807 | 9223372036854775807",
                "bigint     | 9223372036854775808 | null",
                "boolean    | TRUE     | 1",
                "boolean    | false    | 0",
                "boolean    | 1        | null",
                "boolean    | ``       | null",
                "double     | 1.5e3    | 1500.0",
                "double     | 1.5d     | null",
                "double     | NaN      | NaN",
                "double     | x        | null",
                "float      | 0.1      | 0.10000000149011612",
                "decimal(5,2) | 1.005  | 1.01",
                "decimal(5,2) | 1000   | null",
                "decimal(5,2) | 1e-2000000000 | 0.00",
                "decimal(5,2) | 1e2000000000  | null",
                "date       | 2026-11-23 | 2026-11-23",
                "date       | 2026-1-2 | 2026-01-02",
                "date       | 20261123 | null",
                "timestamp  | 2026-11-23 18:30:00.123 | 2026-11-23T18:30:00.123Z",
                "timestamp  | 2026-11-23 18:30:00 | 2026-11-23T18:30:00Z",
                "timestamp  | 1700000000 | null"
            })
    void aFieldIsItsColumnsTypeOrNull(String type, String field, String value) throws Exception {
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a " + type + ";b string", COMMA, field + ",z"))
                .containsExactly(value, "z");
    }

    @Test
    void fieldsGoByPositionAndMissingOnesAreNull() throws Exception {
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a string;b int;c string", Map.of(), "x\u000112"))
                .containsExactly("x", "12", "null");
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a string;b int", Map.of(), "x\u000112\u0001more"))
                .containsExactly("x", "12");
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a string;b int", Map.of(), ""))
                .containsExactly("", "null");
    }

    @Test
    void delimitersAreCharactersOrNumbersOfBytes() throws Exception {
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a string;b string", Map.of("field.delim", "9"), "x\ty"))
                .containsExactly("x", "y");
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a string;b string", Map.of("serialization.format", "|"), "x|y"))
                .containsExactly("x", "y");
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a string;b string", Map.of("field.delim", "||"), "x||y"))
                .containsExactly("x", "");
        assertThatThrownBy(() -> Lines.decode(SerDes.LAZY_SIMPLE, "a string", Map.of("field.delim", "é"), ""))
                .hasMessageContaining("Use one of ASCII");
    }

    @Test
    void escapesNullsAndTheRestAreAsTheTableSays() throws Exception {
        Map<String, String> escaped = Map.of("field.delim", ",", "escape.delim", "\\");
        assertThat(Lines.decode(SerDes.LAZY_SIMPLE, "a string;b string", escaped, "x\\,y\\\\,z\\"))
                .containsExactly("x,y\\", "z\\");
        assertThat(Lines.decode(
                        SerDes.LAZY_SIMPLE,
                        "a string;b int",
                        Map.of("field.delim", ",", "serialization.null.format", "-"),
                        "-,-"))
                .containsExactly("null", "null");
        assertThat(Lines.decode(
                        SerDes.LAZY_SIMPLE,
                        "a string;b string",
                        Map.of("field.delim", ",", "serialization.last.column.takes.rest", "true"),
                        "x,y,z"))
                .containsExactly("x", "y,z");
    }
}
