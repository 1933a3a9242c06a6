package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.catalog.Column;
import io.millrace.catalog.Partition;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Storage;
import io.millrace.catalog.Table;
import io.millrace.catalog.ViewText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks through the catalog, which takes any table from Glue's clients: names, locations, SerDes, views. */
class HostileTablesTest {

    private static final String OPENX = "org.openx.data.jsonserde.JsonSerDe";

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.put("t/a", "{\"a\":\"fine\"}\n");
        Files.writeString(directory.resolve("secret.json"), "{\"a\":\"secret\"}\n");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file://DIRECTORY/",
                "DIRECTORY/",
                "s3:DIRECTORY/",
                "s3://../../DIRECTORY/",
                "s3://./DIRECTORY/",
                "s3://clicks%2F..%2F../",
                "s3:///etc/",
                "http://127.0.0.1/",
                ""
            })
    void aLocationCannotLeaveTheBuckets(String location) {
        String there = location.replace("DIRECTORY", directory.toString());
        room.catalog.createTable(QueryRoom.REGION, table("x", there).build(), false);
        assertThatThrownBy(() -> room.rows("SELECT * FROM x")).isInstanceOf(QueryFailure.class);
        room.catalog.createTable(QueryRoom.REGION, partitioned("p").build(), false);
        Storage storage = table("p", there).build().storage();
        room.catalog
                .partitions()
                .create(
                        new Partitions.Of(QueryRoom.REGION, "default", "p"),
                        Partition.of(List.of("v"), storage, Map.of()));
        assertThatThrownBy(() -> room.rows("SELECT * FROM p")).isInstanceOf(QueryFailure.class);
        assertThat(room.run("MSCK REPAIR TABLE x").state()).isEqualTo(Execution.State.FAILED);
    }

    @Test
    void dotsInALocationAreLettersOfAKey() throws Exception {
        room.put("t/../u/b", "{\"a\":\"b\"}\n");
        room.catalog.createTable(
                QueryRoom.REGION, table("x", "s3://clicks/t/../u/").build(), false);
        room.catalog.createTable(
                QueryRoom.REGION, table("y", "s3://clicks/t/../../../").build(), false);
        assertThat(room.rows("SELECT a FROM x")).containsExactly("b");
        assertThat(room.rows("SELECT a FROM y")).isEmpty();
    }

    @Test
    void aSerDeOrFormatThatIsNotKnownReadsNothing() {
        for (String serde : List.of("java.lang.Runtime", "", "org.apache.hadoop.hive.serde2.RegexSerDe")) {
            Table table = table("x", "s3://clicks/t/").serde(serde, Map.of()).build();
            room.catalog.createTable(QueryRoom.REGION, table, false);
            assertThatThrownBy(() -> room.rows("SELECT a FROM x"))
                    .hasMessageContaining("The SerDe " + serde + " is not supported");
            room.succeed("DROP TABLE x");
        }
    }

    @Test
    void namesAndPropertiesStayTexts() throws Exception {
        Table table = table("x'; DROP TABLE y; --", "s3://clicks/t/")
                .columns(List.of(Column.of("a\"; COPY t TO '/tmp/x", "string"), Column.of("a", "string")))
                .serde(OPENX, Map.of("mapping.a", "a'; --", "timestamp.formats", "yyyy"))
                .build();
        room.catalog.createTable(QueryRoom.REGION, table, false);
        assertThat(room.rows("SELECT \"a\"\"; copy t to '/tmp/x\", a FROM \"x'; DROP TABLE y; --\""))
                .containsExactly("null|null");
        assertThat(room.answer("SHOW CREATE TABLE `x'; DROP TABLE y; --`")).contains("`x'; drop table y; --`");
    }

    @Test
    void aForgedViewCanDoNoMoreThanAQuery() {
        Path secret = directory.resolve("secret.json");
        for (String sql : List.of(
                "SELECT * FROM read_json('" + secret + "')",
                "COPY (SELECT 1) TO '" + secret + "'",
                "SELECT 1 AS a; ATTACH '" + secret + "'",
                "DROP TABLE t",
                "SELECT a FROM forged")) {
            forge("{\"originalSql\":\"" + sql.replace("\"", "\\\"")
                    + "\",\"schema\":\"default\",\"columns\":[{\"name\":\"a\",\"type\":\"varchar\"}]}");
            assertThatThrownBy(() -> room.rows("SELECT * FROM forged")).as(sql).isInstanceOf(QueryFailure.class);
            room.succeed("DROP VIEW forged");
        }
        for (String text : List.of("{}", "[]", "null", "\u0000", "{\"originalSql\":7}")) {
            forge(text);
            assertThatThrownBy(() -> room.rows("SELECT * FROM forged")).as(text).hasMessageContaining("INVALID_VIEW");
            room.succeed("DROP VIEW forged");
        }
    }

    private void forge(String json) {
        String text =
                "/* Presto View: " + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)) + " */";
        room.catalog.createTable(
                QueryRoom.REGION,
                Table.named("default", "forged")
                        .type(Table.VIEW)
                        .view(new ViewText(Optional.of(text), Optional.empty()))
                        .build(),
                false);
    }

    private static Table.Builder partitioned(String name) {
        return table(name, "s3://clicks/t/").partitionKeys(List.of(Column.of("k", "string")));
    }

    private static Table.Builder table(String name, String location) {
        return Table.named("default", name)
                .columns(List.of(Column.of("a", "string")))
                .location(location)
                .formats("org.apache.hadoop.mapred.TextInputFormat", "")
                .serde(OPENX, Map.of());
    }
}
