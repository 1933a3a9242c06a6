package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of Hive's JsonSerDe, as Trino's reader of it has them. */
class HiveJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string    | \"a\\u00e9\\n\" | `aé\n`",
                "string    | 1.50           | 1.50",
                "string    | true           | true",
                "string    | null           | null",
                "varchar(2)| \"abc\"        | ab",
                "int       | 67             | 67",
                "int       | 67.9           | 67",
                "int       | null           | null",
                "bigint    | 9223372036854775807 | 9223372036854775807",
                "boolean   | \"TRUE\"       | 1",
                "boolean   | 1              | 0",
                "double    | 1              | 1.0",
                "decimal(5,2) | \"1.005\"   | 1.01",
                "decimal(5,2) | 99999       | null",
                "date      | \"2026-11-23\" | 2026-11-23",
                "timestamp | \"2026-11-23 18:30:00.5\" | 2026-11-23T18:30:00.500Z"
            })
    void aValueIsItsColumnsType(String type, String value, String read) throws Exception {
        assertThat(Lines.decode(SerDes.HIVE_JSON, "a " + type, Map.of(), "{\"A\": " + value + "}"))
                .containsExactly(read);
    }

    @Test
    void keysAreComparedWithoutCaseAndTheLastHolds() throws Exception {
        assertThat(Lines.decode(
                        SerDes.HIVE_JSON,
                        "a int;b string;c string",
                        Map.of(),
                        "{\"x\":{\"a\":[9]},\"A\":1,\"a\":2,\"_col1\":\"two\"}"))
                .containsExactly("2", "two", "null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int    | `{\"a\": \"67\"}`        | not numeric",
                "int    | `{\"a\": 2147483648}`    | out of range",
                "int    | `{\"a\": [1]}`           | must be a scalar json value",
                "string | `{\"a\": {\"b\": 1}}`    | must be a scalar json value",
                "int    | `{\"a\": 1`              | JSONException",
                "int    | `{a: 1}`                 | JSONException",
                "int    | `{'a': 1}`               | JSONException",
                "int    | `[1]`                    | start of object expected",
                "int    | ``                       | start of object expected",
                "int    | `hello`                  | JSONException",
                "date   | `{\"a\": \"yesterday\"}` | JSONException"
            })
    void whatIsNotStrictlyJsonFailsAndSaysTheWayOut(String type, String line, String message) {
        assertThatThrownBy(() -> Lines.decode(SerDes.HIVE_JSON, "a " + type, Map.of(), line))
                .isInstanceOfSatisfying(MalformedRow.class, malformed -> {
                    assertThat(malformed.text())
                            .startsWith("Row is not a valid JSON Object - JSONException: ")
                            .contains(message);
                    assertThat(malformed.wayOut()).contains("org.openx.data.jsonserde.JsonSerDe");
                });
    }
}
