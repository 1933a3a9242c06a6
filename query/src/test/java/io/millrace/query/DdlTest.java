package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.catalog.Table;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DdlTest {

    private static final String OPENX = " ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' ";

    @TempDir
    static Path directory;

    private QueryRoom room;

    @BeforeAll
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed(QueryRoom.SEED);
    }

    @AfterAll
    void close() {
        room.close();
    }

    @Test
    void theSeedsStatementKeepsEveryWordOfIt() {
        Table table = room.catalog
                .table(QueryRoom.REGION, "default", "my_ingested_data")
                .orElseThrow();
        assertThat(table.columns()).hasSize(4);
        assertThat(table.columns().get(1).type()).isEqualTo("int");
        assertThat(table.partitionKeys()).hasSize(1);
        assertThat(table.location()).isEqualTo("s3://clicks/");
        assertThat(table.serdeParameters())
                .containsEntry("paths", "element_clicked, time_spent, source_menu, created_at");
        assertThat(table.parameters())
                .containsEntry("projection.datehour.range", "2021/01/01/00,NOW")
                .containsEntry("storage.location.template", "s3://clicks/${datehour}/");
    }

    @Test
    void showCreateTablePrintsAStatementThatMakesTheSameTable() throws Exception {
        Table before = room.catalog
                .table(QueryRoom.REGION, "default", "my_ingested_data")
                .orElseThrow();
        String text = room.answer("SHOW CREATE TABLE my_ingested_data");
        room.succeed(text.replace("`my_ingested_data`", "`again`"));
        Table after = room.catalog.table(QueryRoom.REGION, "default", "again").orElseThrow();
        assertThat(after.columns()).isEqualTo(before.columns());
        assertThat(after.partitionKeys()).isEqualTo(before.partitionKeys());
        assertThat(after.parameters()).isEqualTo(before.parameters());
        assertThat(after.serdeParameters()).isEqualTo(before.serdeParameters());
        room.succeed("drop table again;");
    }

    @Test
    void whatIsAskedAboutTablesIsAnswered() throws Exception {
        assertThat(room.answer("SHOW DATABASES")).isEqualTo("default\n");
        assertThat(room.answer("SHOW TABLES")).isEqualTo("my_ingested_data\n");
        assertThat(room.answer("SHOW TABLES IN default 'my*|x'")).isEqualTo("my_ingested_data\n");
        assertThat(room.answer("SHOW TABLES 'x*'")).isEmpty();
        assertThat(room.answer("SHOW COLUMNS IN my_ingested_data"))
                .isEqualTo("element_clicked\ntime_spent\nsource_menu\ncreated_at\ndatehour\n");
        assertThat(room.answer("DESCRIBE `my_ingested_data`"))
                .startsWith("element_clicked     \tstring              \t");
        assertThat(room.answer("SHOW PARTITIONS my_ingested_data")).isEmpty();
        assertThat(room.answer("SHOW TBLPROPERTIES my_ingested_data ('projection.enabled')"))
                .isEqualTo("projection.enabled\ttrue\n");
    }

    @Test
    void databasesComeAndGo() throws Exception {
        room.succeed("CREATE DATABASE IF NOT EXISTS shop COMMENT 'a shop'");
        room.succeed("CREATE SCHEMA IF NOT EXISTS shop");
        room.succeed("CREATE EXTERNAL TABLE shop.t (`from` int COMMENT 'it''s', `x y` string)" + OPENX
                + "LOCATION 's3://clicks/shop' -- the end");
        assertThat(room.rows("SELECT \"from\", \"x y\" FROM shop.t")).isEmpty();
        assertThat(room.run("DROP DATABASE shop").reason().orElse("")).contains("not empty");
        room.succeed("ALTER TABLE shop.t ADD COLUMNS (z bigint)");
        room.succeed("ALTER TABLE shop.t SET TBLPROPERTIES ('k'='v')");
        assertThat(room.answer("SHOW COLUMNS IN shop.t")).isEqualTo("from\nx y\nz\n");
        room.succeed("DROP DATABASE shop CASCADE");
        assertThat(room.answer("SHOW SCHEMAS")).isEqualTo("default\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "DROP TABLE nope                        ~ Table not found default.nope",
                "DESCRIBE nope                          ~ Table not found default.nope",
                "SHOW TABLES IN nope                    ~ Database does not exist: nope",
                "CREATE TABLE x (a int) LOCATION 's3://clicks/x/' ~ Write CREATE EXTERNAL TABLE",
                "CREATE EXTERNAL TABLE x (a int)        ~ A LOCATION is needed",
                "CREATE EXTERNAL TABLE x (a int) ROW FORMAT SERDE 'no.such' LOCATION 's3://clicks/x/' ~ The SerDe"
                        + " no.such is not supported",
                "CREATE EXTERNAL TABLE x (a int) STORED AS ORC LOCATION 's3://clicks/x/' ~ line 1:33: STORED AS ORC is"
                        + " not supported",
                "CREATE TABLE x AS SELECT 1 AS a        ~ CREATE TABLE AS SELECT is not supported yet",
                "CREATE EXTERNAL TABLE x (a array<int>) OPENX LOCATION 's3://clicks/x/' ~ The type array<int> is not"
                        + " supported yet",
                "CREATE EXTERNAL TABLE x (a int, A int) OPENX LOCATION 's3://clicks/x/' ~ Column a is there twice",
                "CREATE EXTERNAL TABLE x (a int) OPENX LOCATION 'file:///etc' ~ is not in S3",
                "CREATE EXTERNAL TABLE x (a int) OPENX LOCATION 's3://../etc' ~ names no bucket",
                "CREATE EXTERNAL TABLE x (a int) OPENX LOCATION 's3://a/' LOCATION 's3://b/' ~ stands twice",
                "CREATE EXTERNAL TABLE x (a int) PARTITIONED BY (p double) OPENX LOCATION 's3://clicks/' ~ partition"
                        + " column p is of type double",
                "CREATE EXTERNAL TABLE x (a int LOCATION 's3://clicks/x/' ~ line 1:32: ",
                "CREATE EXTERNAL TABLE my_ingested_data (a int) OPENX LOCATION 's3://clicks/' ~ already exists",
                "CREATE EXTERNAL TABLE nope.x (a int) OPENX LOCATION 's3://clicks/' ~ Database does not exist: nope",
                "CREATE EXTERNAL TABLE x (a int) OPENX LOCATION 's3://clicks/'; SELECT 1 ~ line 1:8: mismatched input"
                        + " 'EXTERNAL'. Expecting",
                "MSCK REPAIR TABLE nope                 ~ Table not found default.nope",
                "DROP DATABASE default                  ~ cannot be dropped"
            })
    void whatCannotBeDoneIsRefusedByName(String sql, String message) {
        Execution execution = room.run(sql.replace("OPENX", OPENX));
        assertThat(execution.state()).isEqualTo(Execution.State.FAILED);
        assertThat(execution.reason().orElse("")).contains(message);
    }
}
