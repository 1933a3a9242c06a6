package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.PutCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registered partitions: their DDL, and what a query reads of them. */
class PartitionDdlTest {

    private static final String TABLE = """
            CREATE EXTERNAL TABLE t (e string, n int) PARTITIONED BY (year int, menu string)
            ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://clicks/t/'""";

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed(TABLE);
        room.put("t/year=2025/menu=lunch/a", "{\"e\":\"a\",\"n\":1}\n");
        room.put("t/year=2026/menu=lunch/b", "{\"e\":\"b\",\"n\":2}\n");
        room.put("t/year=2026/menu=a%2Fb/c", "{\"e\":\"c\",\"n\":4}\n");
        room.put("t/year=2026/d", "{\"e\":\"beside\",\"n\":8}\n");
        room.put("t/other/menu=lunch/e", "{\"e\":\"beside\",\"n\":16}\n");
        room.put("elsewhere/f", "{\"e\":\"f\",\"n\":32}\n");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aTableHasThePartitionsThatItWasToldAndNoOthers() throws Exception {
        assertThat(room.rows("SELECT count(*) FROM t")).containsExactly("0");
        room.succeed("ALTER TABLE t ADD PARTITION (year = 2026, menu = 'lunch')");
        assertThat(room.rows("SELECT * FROM t")).containsExactly("b|2|2026|lunch");
        room.succeed("ALTER TABLE t ADD PARTITION (menu='else', year=2024) LOCATION 's3://clicks/elsewhere/'"
                + " PARTITION (year=2020, menu='empty')");
        assertThat(room.rows("SELECT sum(n) FROM t")).containsExactly("34");
        assertThat(room.rows("SELECT e FROM t WHERE year < 2026 AND menu = 'else'"))
                .containsExactly("f");
        assertThat(room.answer("SHOW PARTITIONS t"))
                .isEqualTo("year=2020/menu=empty\nyear=2024/menu=else\nyear=2026/menu=lunch\n");
        assertThat(room.answer("SHOW PARTITIONS t PARTITION (year = 2024)")).isEqualTo("year=2024/menu=else\n");
    }

    @Test
    void onlyPartitionsThatAreAskedForAreRead() {
        room.succeed("MSCK REPAIR TABLE t");
        assertThat(room.succeed("SELECT e FROM t WHERE year = 2025")
                        .statistics()
                        .scannedBytes())
                .isEqualTo(16);
        assertThat(room.succeed("SELECT e FROM t WHERE menu = 'a/b' AND year > 2025")
                        .statistics()
                        .scannedBytes())
                .isEqualTo(16);
    }

    @Test
    void repairFindsDirectoriesOfHivesFormAndSaysWhich() throws Exception {
        assertThat(room.answer("MSCK REPAIR TABLE t"))
                .isEqualTo("Partitions not in metastore:\tt:year=2025/menu=lunch\tt:year=2026/menu=a%2Fb"
                        + "\tt:year=2026/menu=lunch\n"
                        + "Repair: Added partition to metastore t:year=2025/menu=lunch\n"
                        + "Repair: Added partition to metastore t:year=2026/menu=a%2Fb\n"
                        + "Repair: Added partition to metastore t:year=2026/menu=lunch\n");
        assertThat(room.rows("SELECT e, menu FROM t ORDER BY e")).containsExactly("a|lunch", "b|lunch", "c|a/b");
        assertThat(room.answer("MSCK REPAIR TABLE t")).isEmpty();
    }

    @Test
    void droppingRenamingAndMovingChangeTheNextAnswer() throws Exception {
        room.succeed("MSCK REPAIR TABLE t");
        room.succeed("ALTER TABLE t PARTITION (year=2025, menu='lunch') RENAME TO PARTITION (year=1999, menu='old')");
        assertThat(room.rows("SELECT e FROM t WHERE year = 1999")).containsExactly("a");
        room.succeed("ALTER TABLE t PARTITION (year=1999, menu='old') SET LOCATION 's3://clicks/elsewhere'");
        assertThat(room.rows("SELECT e FROM t WHERE year = 1999")).containsExactly("f");
        room.succeed("ALTER TABLE t DROP PARTITION (year = 1999, menu = 'old'), PARTITION (menu = 'a/b')");
        assertThat(room.rows("SELECT e FROM t")).containsExactly("b");
        room.succeed("ALTER TABLE t DROP IF EXISTS PARTITION (year < 2000)");
        room.succeed("ALTER TABLE t DROP PARTITION (year >= 2026)");
        assertThat(room.rows("SELECT count(*) FROM t")).containsExactly("0");
        assertThat(room.store.head(QueryRoom.BUCKET, "t/year=2026/menu=lunch/b"))
                .isPresent();
    }

    @Test
    void hivesNullIsNull() throws Exception {
        room.put("t/year=2026/menu=__HIVE_DEFAULT_PARTITION__/x", "{\"e\":\"x\"}\n");
        room.put("t/year=__HIVE_DEFAULT_PARTITION__/menu=m/y", "{\"e\":\"y\"}\n");
        room.succeed("MSCK REPAIR TABLE t");
        assertThat(room.rows("SELECT e, year FROM t WHERE menu IS NULL")).containsExactly("x|2026");
        assertThat(room.rows("SELECT e, menu FROM t WHERE year IS NULL")).containsExactly("y|m");
        assertThat(room.rows("SELECT count(*) FROM t WHERE year > 0 AND menu > ''"))
                .containsExactly("3");
    }

    @Test
    void aPartitionInAnotherBucketNeedsRightsThere() throws Exception {
        room.store.createBucket("other", QueryRoom.REGION);
        room.store.put(
                "other",
                "x/y",
                ObjectMetadata.NONE,
                BodySource.of("{\"e\":\"far\",\"n\":64}".getBytes(StandardCharsets.UTF_8)),
                PutCondition.ALWAYS);
        room.succeed("ALTER TABLE t ADD PARTITION (year=1, menu='far') LOCATION 's3://other/x/'");
        assertThat(room.rows("SELECT e FROM t")).containsExactly("far");
        Caller stranger = new Caller(
                Arn.of("sts", "", QueryRoom.ACCOUNT, "assumed-role/R/s"),
                Optional.of(Arn.of("iam", "", QueryRoom.ACCOUNT, "role/R")),
                Optional.empty());
        assertThatThrownBy(() ->
                        room.query.run(stranger, QueryRoom.REGION, "default", "SELECT e FROM t", RunOptions.DEFAULT))
                .hasMessageContaining("Insufficient permissions");
    }

    @Test
    void aProjectionHidesRegisteredPartitionsUntilItIsOff() throws Exception {
        room.succeed("ALTER TABLE t ADD PARTITION (year=2025, menu='lunch') PARTITION (year=2024, menu='else')"
                + " LOCATION 's3://clicks/elsewhere/'");
        assertThat(room.rows("SELECT sum(n) FROM t")).containsExactly("33");
        room.succeed("ALTER TABLE t SET TBLPROPERTIES ('projection.enabled'='true', 'projection.year.type'='integer',"
                + " 'projection.year.range'='2024,2026', 'projection.menu.type'='enum',"
                + " 'projection.menu.values'='lunch,dinner')");
        assertThat(room.rows("SELECT sum(n) FROM t")).containsExactly("3");
        assertThat(room.rows("SELECT count(*) FROM t WHERE year = 1066")).containsExactly("0");
        room.succeed("ALTER TABLE t SET TBLPROPERTIES ('projection.enabled'='false')");
        assertThat(room.rows("SELECT sum(n) FROM t")).containsExactly("33");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "ALTER TABLE t ADD PARTITION (year = 2026)                     ~ look at menu",
                "ALTER TABLE t ADD PARTITION (year > 2026, menu = 'x')         ~ one value with '='; look at year",
                "ALTER TABLE t ADD PARTITION (year=1, menu='x', n=2)           ~ 'n' is no partition column",
                "ALTER TABLE t ADD PARTITION (year=1, menu='x') LOCATION 'file:///etc/' ~ is not in S3",
                "ALTER TABLE t ADD PARTITION (year=1, menu='x') LOCATION '/etc/passwd'  ~ is not in S3",
                "ALTER TABLE t ADD PARTITION (year=1, menu='x') LOCATION 's3://../x'    ~ names no bucket",
                "ALTER TABLE t ADD PARTITION (year='abc', menu='x')            ~ Invalid partition value 'abc'",
                "ALTER TABLE t DROP PARTITION (year = 1)                       ~ Partition not found",
                "ALTER TABLE t PARTITION (year=1, menu='x') SET LOCATION 's3://clicks/' ~ Partition not found",
                "ALTER TABLE nope ADD PARTITION (year=1)                       ~ Table not found default.nope",
                "SHOW PARTITIONS nope                                          ~ Table not found default.nope",
                "ALTER TABLE t ADD COLUMNS (e string)                          ~ Column e is there twice",
                "ALTER TABLE t CHANGE nope x int                               ~ Invalid column reference nope"
            })
    void whatCannotBeDoneIsRefusedByName(String sql, String message) {
        Execution execution = room.run(sql);
        assertThat(execution.state()).isEqualTo(Execution.State.FAILED);
        assertThat(execution.reason().orElse("")).contains(message);
    }

    @Test
    void aPartitionThatStandsIsLeftOnlyWhereThatIsSaid() {
        room.succeed("ALTER TABLE t ADD PARTITION (year=1, menu='x')");
        assertThat(room.run("ALTER TABLE t ADD PARTITION (year=1, menu='x')")
                        .reason()
                        .orElse(""))
                .contains("Partition already exists: year=1/menu=x");
        room.succeed("ALTER TABLE t ADD IF NOT EXISTS PARTITION (year=1, menu='x') PARTITION (year=2, menu='x')");
    }

    @Test
    void columnsAreAddedChangedAndReplaced() throws Exception {
        room.succeed("MSCK REPAIR TABLE t");
        room.succeed("ALTER TABLE t CHANGE COLUMN n amount bigint COMMENT 'how many' FIRST");
        assertThat(room.answer("SHOW COLUMNS IN t")).isEqualTo("amount\ne\nyear\nmenu\n");
        room.succeed("ALTER TABLE t CHANGE e e string AFTER amount");
        room.succeed("ALTER TABLE t ADD COLUMNS (n int)");
        assertThat(room.rows("SELECT e, n FROM t WHERE year = 2025")).containsExactly("a|1");
        room.succeed("ALTER TABLE t REPLACE COLUMNS (n string)");
        assertThat(room.rows("SELECT * FROM t WHERE year = 2025")).containsExactly("1|2025|lunch");
        assertThat(room.answer("DESCRIBE t n")).startsWith("n                   \tstring");
        assertThat(room.answer("DESCRIBE FORMATTED t"))
                .contains("# Partition Information")
                .contains("Location:           \ts3://clicks/t/")
                .contains("SerDe Library:      \torg.openx.data.jsonserde.JsonSerDe");
        assertThat(room.answer("DESCRIBE EXTENDED t PARTITION (year=2025, menu='lunch')"))
                .contains("Detailed Partition Information\tPartition(values:[2025, lunch]");
    }

    @Test
    void whereThePartitionsLieAndWhatTheyHoldIsReadAgainForEveryQuery() throws Exception {
        room.succeed("MSCK REPAIR TABLE t");
        assertThat(room.rows("SELECT sum(n) FROM t")).containsExactly("7");
        room.settleColumns();
        assertThat(room.rows("SELECT sum(n) FROM t")).containsExactly("7");
        room.put("t/year=2025/menu=lunch/a", "{\"e\":\"a\",\"n\":100}\n");
        assertThat(room.rows("SELECT sum(n) FROM t")).containsExactly("106");
        room.succeed("ALTER TABLE t PARTITION (year=2025, menu='lunch') RENAME TO PARTITION (year=1, menu='x')");
        assertThat(room.rows("SELECT year, sum(n) FROM t GROUP BY 1 ORDER BY 1"))
                .containsExactly("1|100", "2026|6");
        room.settleColumns();
        assertThat(room.rows("SELECT year, sum(n) FROM t GROUP BY 1 ORDER BY 1"))
                .containsExactly("1|100", "2026|6");
    }
}
