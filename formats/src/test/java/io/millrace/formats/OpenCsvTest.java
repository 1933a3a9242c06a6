package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of the OpenCSV SerDe's documentation at AWS, and of the parser that it stands on. */
class OpenCsvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,b               | a              | b",
                "\"a\",\"b\"       | a              | b",
                "\"a,x\",b         | a,x            | b",
                "\"a\"\"x\",b      | a\"x           | b",
                "\"a\\\"x\",b      | a\"x           | b",
                "\"a\\\\x\",b      | a\\x           | b",
                "a\\nx,b           | anx            | b",
                "` a , b`          | ` a `          | ` b`",
                "abcd\"ef\"gh,b    | abcd\"ef\"gh   | b",
                "abc,  \"b\"       | abc            | b",
                ",b                | ``             | b",
                "a                 | a              | null",
                "``                | null           | null",
                "a,b,c             | a              | b",
                "a,\"unclosed      | a              | null",
                "é,😀              | é              | 😀"
            })
    void aLineIsSplitAsTheLibraryDoes(String line, String first, String second) throws Exception {
        assertThat(Lines.decode(SerDes.OPEN_CSV, "a string;b string", Map.of(), line))
                .containsExactly(first, second);
    }

    @Test
    void charactersAreAsTheTableSays() throws Exception {
        Map<String, String> properties = Map.of("separatorChar", "\t", "quoteChar", "'", "escapeChar", "%");
        assertThat(Lines.decode(SerDes.OPEN_CSV, "a string;b string", properties, "'x\ty'\t'it%'s'"))
                .containsExactly("x\ty", "it's");
        assertThatThrownBy(() -> Lines.decode(SerDes.OPEN_CSV, "a string", Map.of("separatorChar", "\""), ""))
                .hasMessageContaining("another character");
    }

    @Test
    void datesAreDaysAndTimestampsMilliseconds() throws Exception {
        assertThat(Lines.decode(
                        SerDes.OPEN_CSV,
                        "a date;b timestamp;c boolean;d bigint;e double;f decimal(4,1)",
                        Map.of(),
                        "18276,\"1579059880000\",TRUE,12,\"1.5\",2.25"))
                .containsExactly("2020-01-15", "2020-01-15T03:44:40Z", "1", "12", "1.5", "2.3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int       | ''",
                "int       | abc",
                "int       | 1.5",
                "tinyint   | 300",
                "boolean   | yes",
                "double    | x",
                "date      | 2020-01-15",
                "timestamp | 2020-01-15 03:44:40",
                "bigint    | 99999999999999999999"
            })
    void whatIsNotOfItsTypeFailsTheRowOrIsNull(String type, String field) throws Exception {
        assertThatThrownBy(() -> Lines.decode(SerDes.OPEN_CSV, "a string;b " + type, Map.of(), "x," + field))
                .isInstanceOfSatisfying(MalformedRow.class, malformed -> {
                    assertThat(malformed.code()).isEqualTo("HIVE_BAD_DATA");
                    assertThat(malformed.text()).startsWith("Error parsing field value '" + field + "' for field 1 (b");
                    assertThat(malformed.wayOut()).contains("use.null.for.invalid.data");
                });
        assertThat(Lines.decode(
                        SerDes.OPEN_CSV,
                        "a string;b " + type,
                        Map.of("use.null.for.invalid.data", "true"),
                        "x," + field))
                .isEqualTo(List.of("x", "null"));
    }
}
