package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of the OpenX SerDe: its documentation, AWS's, and what engines that speak it do. */
class OpenXJsonTest {

    private static final String SEED = "element_clicked string;time_spent int;source_menu string;created_at string";

    @Test
    void theSeedsLineGivesItsRow() throws Exception {
        String line = "{\"element_clicked\":\"entree_1\",\"time_spent\":67,\"source_menu\":\"restaurant_name\","
                + "\"created_at\":\"2022u201309u201311 23:00:00\"}";
        assertThat(Lines.decode(SEED, Map.of("paths", "element_clicked, time_spent, source_menu, created_at"), line))
                .containsExactly("entree_1", "67", "restaurant_name", "2022u201309u201311 23:00:00");
    }

    @Test
    void keysThatTheTableDoesNotHaveAreSkippedAndMissingOnesAreNull() throws Exception {
        String line = "{\"createdAt\":\"x\",\"deep\":{\"a\":[1,{\"b\":null}]},\"time_spent\":32}";
        assertThat(Lines.decode(SEED, Map.of(), line)).containsExactly("null", "32", "null", "null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string    | 67                       | 67",
                "string    | 1.50                     | 1.50",
                "string    | 1e3                      | 1E+3",
                "string    | TRUE                     | true",
                "string    | bare                     | bare",
                "string    | \"0x1F\"                 | 0x1F",
                "string    | 0x1F                     | 31",
                "string    | 017                      | 15",
                "string    | {\"a\": [1, 2.0, x, \"y\"] , 'b':null} | {\"a\":[1,2.0,\"x\",\"y\"],\"b\":null}",
                "string    | [ ]                      | []",
                "string    | [1,]                     | [1,null]",
                "string    | null                     | null",
                "string    | \"null\"                 | null",
                "string    | \"a\\u00e9\\n\\\"\\/é\"  | `aé\n\"/é`",
                "string    | \"\\ud83d\\ude00\"       | 😀",
                "varchar(2)| \"abc\"                  | ab",
                "varchar(2)| \"😀éx\"                 | 😀é",
                "int       | 67                       | 67",
                "int       | \"67\"                   | 67",
                "int       | -7                       | -7",
                "int       | 67.9                     | 67",
                "int       | 1e2                      | 100",
                "int       | 0x1F                     | 31",
                "int       | 017                      | 15",
                "int       | 2147483648               | null",
                "int       | abc                      | null",
                "int       | \"\"                     | null",
                "int       | 1e999999999              | null",
                "tinyint   | 128                      | null",
                "tinyint   | -128                     | -128",
                "smallint  | 32767                    | 32767",
                "bigint    | 9223372036854775807      | 9223372036854775807",
                "bigint    | 9223372036854775808      | null",
                "boolean   | true                     | 1",
                "boolean   | \"TRUE\"                 | 1",
                "boolean   | 1                        | 0",
                "boolean   | [true]                   | 0",
                "double    | 1.5                      | 1.5",
                "double    | \"NaN\"                  | NaN",
                "double    | x                        | null",
                "float     | 0.1                      | 0.10000000149011612",
                "decimal(5,2) | 1.005                 | 1.01",
                "decimal(5,2) | 1000                  | null",
                "decimal(5,2) | 999.995               | null",
                "date      | \"2022-09-11\"           | 2022-09-11",
                "date      | \"2022-09-11 23:00:00\"  | 2022-09-11",
                "date      | 19246                    | 2022-09-11",
                "date      | \"x\"                    | null",
                "timestamp | \"2022-09-11 23:00:00\"  | 2022-09-11T23:00:00Z",
                "timestamp | \"2022-09-11 23:00:00.1239\" | 2022-09-11T23:00:00.124Z",
                "timestamp | \"2022-09-11T23:00:00Z\" | 2022-09-11T23:00:00Z",
                "timestamp | \"2022-09-11T23:00:00+02:00\" | 2022-09-11T21:00:00Z",
                "timestamp | \"2022-09-11T23:00:00+0200\" | 2022-09-11T21:00:00Z",
                "timestamp | 1662937200               | 2022-09-11T23:00:00Z",
                "timestamp | 1662937200123            | 2022-09-11T23:00:00.123Z",
                "timestamp | 1662937200.5             | 2022-09-11T23:00:00.500Z",
                "timestamp | \"yesterday\"            | null"
            })
    void valuesAreCoercedToTheColumnsType(String type, String json, String expected) throws Exception {
        assertThat(Lines.decode("c " + type, Map.of(), "{\"c\": " + json + " }"))
                .containsExactly(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a'='x';b=>2}",
                "{a:x,b:2} trailing {",
                "{ /* c */ \"A\" : \"x\" , \"B\" : \"2\" } // done",
                "[\"x\",2,\"more\"]",
                "[x;2]",
                "  {\"a\":\"x\",\"b\":2}"
            })
    void theGrammarIsLenient(String line) throws Exception {
        assertThat(Lines.decode("a string;b int", Map.of(), line)).containsExactly("x", "2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "`  `", "hello", "42", "\"{}\"", "{}", "[]", "{\"z\":1}"})
    void linesWithoutObjectOrWithoutOurKeysAreRowsOfNulls(String line) throws Exception {
        assertThat(Lines.decode("a string;b int", Map.of(), line)).containsExactly("null", "null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"x\"y\"}             | Expected a ',' or '}' at 9 [character 10 line 1]",
                "{\"a\":\"x                   | Unterminated string",
                "{\"a\" 1}                    | Expected a ':' after a key",
                "{                            | A JSONObject text must end with '}'",
                "{\"a\":                      | Missing value",
                "[1 2]                        | Expected a ',' or ']'",
                "{\"a\":1,\"A\":2}            | Duplicate key \"a\"",
                "{\"z\":{\"k\":1,\"K\":2}}    | Duplicate key \"K\"",
                "{null:1}                     | Missing key",
                "{\"a\":\"\\u12\"}            | "
            })
    void aMalformedRowSaysWhatAndWhere(String line, String message) {
        assertThatThrownBy(() -> Lines.decode("a string", Map.of(), line))
                .isInstanceOf(MalformedRow.class)
                .hasMessageContaining("Row is not a valid JSON Object - JSONException: ")
                .hasMessageContaining(message == null ? "" : message);
    }

    @Test
    void aMalformedRowIsARowOfNullsWhereTheTableSaysSo() throws Exception {
        assertThat(Lines.decode("a string", Map.of("ignore.malformed.json", "TRUE"), "{\"a\":\"x\"y\"}"))
                .containsExactly("null");
    }

    @Test
    void aContainerInANumericColumnFailsTheRow() {
        assertThatThrownBy(() -> Lines.decode("a int", Map.of(), "{\"a\":[1]}"))
                .hasMessageContaining("can not be coerced to a column of type int");
    }

    @Test
    void mappingNamesAnotherKeyAndTheColumnsOwnNameNoLongerCounts() throws Exception {
        assertThat(Lines.decode("ts string;b string", Map.of("mapping.ts", "TimeStamp"), "{\"timestamp\":1,\"ts\":2}"))
                .containsExactly("1", "null");
    }

    @Test
    void withCaseKeptOnlyExactKeysMatch() throws Exception {
        Map<String, String> exact = Map.of("case.insensitive", "false", "mapping.b", "B");
        assertThat(Lines.decode("a string;b string", exact, "{\"A\":1,\"B\":2,\"b\":3}"))
                .containsExactly("null", "2");
    }

    @Test
    void dotsInKeysStandForUnderscoresUnlessTheExactKeyIsThere() throws Exception {
        Map<String, String> dots = Map.of("dots.in.keys", "true");
        assertThat(Lines.decode("a_b string;c string", dots, "{\"a.b\":1}")).containsExactly("1", "null");
        assertThat(Lines.decode("a_b string;c string", dots, "{\"a.b\":1,\"a_b\":2}"))
                .containsExactly("2", "null");
        assertThat(Lines.decode("a_b string;c string", Map.of(), "{\"a.b\":1}")).containsExactly("null", "null");
    }

    @Test
    void deepNestingIsMalformedAndNotAnOverflow() {
        assertThatThrownBy(() -> Lines.decode("a string", Map.of(), "{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(MalformedRow.class);
    }
}
