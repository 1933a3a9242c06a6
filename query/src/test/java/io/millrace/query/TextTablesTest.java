package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of CSV and of Hive's JSON, as their DDL is written in AWS's documentation. */
class TextTablesTest {

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void delimitedTextHasAHeaderFieldsAndEscapes() throws Exception {
        room.succeed("""
                CREATE EXTERNAL TABLE flights (yr INT, carrier STRING, delay DOUBLE)
                ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'
                  NULL DEFINED AS '-'
                STORED AS TEXTFILE
                LOCATION 's3://clicks/flights/'
                TBLPROPERTIES ('skip.header.line.count' = '1')""");
        room.put("flights/a.csv", "yr,carrier,delay\n2026,A\\,A,1.5\n2025,-,-\nnone,B,x\n");
        room.put("flights/b.csv", "yr,carrier,delay\n");
        assertThat(room.rows("SELECT * FROM flights ORDER BY carrier"))
                .containsExactly("2026|A,A|1.5", "null|B|null", "2025|null|null");
        assertThat(room.rows("SELECT count(*) FROM flights")).containsExactly("3");
        room.settleColumns();
        assertThat(room.rows("SELECT count(*), sum(yr) FROM flights")).containsExactly("3|4051");
        assertThat(room.answer("SHOW CREATE TABLE flights"))
                .contains("'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'")
                .contains("'escape.delim'='\\\\'")
                .contains("'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'");
    }

    @Test
    void quotedCsvFailsByObjectLineAndFieldUnlessNullsAreWanted() throws Exception {
        room.succeed("""
                CREATE EXTERNAL TABLE c (name string, n int)
                ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
                WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '"', 'escapeChar' = '\\\\')
                LOCATION 's3://clicks/csv/' TBLPROPERTIES ("skip.header.line.count"="1")""");
        room.put("csv/a.csv", "name,n\n\"Smith, J\",1\nJones,\n");
        assertThat(room.rows("SELECT name FROM c ORDER BY 1")).containsExactly("Jones", "Smith, J");
        assertThatThrownBy(() -> room.rows("SELECT n FROM c"))
                .hasMessageStartingWith("HIVE_BAD_DATA: Error parsing field value '' for field 1 (n int)")
                .hasMessageContaining("object s3://clicks/csv/a.csv, line 3")
                .hasMessageContaining("use.null.for.invalid.data");
        room.succeed("ALTER TABLE c SET TBLPROPERTIES ('use.null.for.invalid.data' = 'true')");
        assertThat(room.rows("SELECT name, n FROM c ORDER BY 1")).containsExactly("Jones|null", "Smith, J|1");
    }

    @Test
    void hivesJsonIsStrict() throws Exception {
        room.succeed("""
                CREATE EXTERNAL TABLE j (`Name` string, n int)
                ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' LOCATION 's3://clicks/json/'""");
        room.put("json/a", "{\"NAME\":\"a\",\"n\":1}\n{\"name\":\"b\",\"n\":\"2\"}\n");
        assertThat(room.rows("SELECT name FROM j ORDER BY 1")).containsExactly("a", "b");
        assertThatThrownBy(() -> room.rows("SELECT n FROM j"))
                .hasMessageStartingWith("HIVE_CURSOR_ERROR: Row is not a valid JSON Object")
                .hasMessageContaining("line 2")
                .hasMessageContaining("org.openx.data.jsonserde.JsonSerDe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "ROW FORMAT DELIMITED LINES TERMINATED BY ';' ~ ~ only supports newline",
                "ROW FORMAT DELIMITED FIELDS TERMINATED BY '€' ~ ~ Use one of ASCII",
                "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES"
                        + " ('separatorChar'='\"') ~ ~ another character",
                "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' WITH SERDEPROPERTIES"
                        + " ('serialization.encoding'='UTF-16') ~ ~ is not supported",
                "ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.orc.OrcSerde' ~ ~ OrcSerde is not supported",
                "STORED AS PARQUET ~ ~ STORED AS PARQUET is not supported",
                "ROW FORMAT DELIMITED ~ 'skip.footer.line.count'='1' ~ is not supported",
                "ROW FORMAT DELIMITED ~ 'skip.header.line.count'='-1' ~ a whole number from 0"
            })
    void whatCouldNotBeReadIsRefusedAtOnce(String format, String property, String message) {
        String properties = property == null ? "" : " TBLPROPERTIES (" + property + ")";
        Execution execution =
                room.run("CREATE EXTERNAL TABLE x (a int) " + format + " LOCATION 's3://clicks/x/'" + properties);
        assertThat(execution.state()).isEqualTo(Execution.State.FAILED);
        assertThat(execution.reason().orElse("")).contains(message);
    }
}
