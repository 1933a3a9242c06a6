package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.objects.store.ByteRange;
import io.millrace.objects.store.ObjectMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed's table, its query, and what may lie beside its data. */
class SeedTableTest {

    private static final String EVENTS = """
            {"element_clicked":"entree_1","time_spent":67,"source_menu":"restaurant_name","created_at":"2022u201309u201311 23:00:00"}
            {"element_clicked":"entree_1","time_spent":12,"source_menu":"restaurant_name","created_at":"2022u201309u201311 23:00:00"}
            {"element_clicked":"entree_4","time_spent":32,"source_menu":"restaurant_name","createdAt":"2022u201309u201311 23:00:00"}
            {"element_clicked":"drink_1","time_spent":15,"source_menu":"restaurant_name","created_at":"2022u201309u201311 23:00:00"}
            {"element_clicked":"drink_3","time_spent":14,"source_menu":"restaurant_name","created_at":"2022u201309u201311 23:00:00"}
            """;

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed(QueryRoom.SEED);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void theSeedsSelectGivesTheEventsWithTheirHour() throws Exception {
        room.put("2026/11/23/17/stream-1-2026-11-23-17-00-00-x", EVENTS);
        assertThat(room.rows("SELECT * FROM my_ingested_data;"))
                .containsExactlyInAnyOrder(
                        "entree_1|67|restaurant_name|2022u201309u201311 23:00:00|2026/11/23/17",
                        "entree_1|12|restaurant_name|2022u201309u201311 23:00:00|2026/11/23/17",
                        "entree_4|32|restaurant_name|null|2026/11/23/17",
                        "drink_1|15|restaurant_name|2022u201309u201311 23:00:00|2026/11/23/17",
                        "drink_3|14|restaurant_name|2022u201309u201311 23:00:00|2026/11/23/17");
    }

    @Test
    void theSeedsStrayMinusIsNamedWithItsPlaceAndAHint() {
        assertThatThrownBy(() -> room.rows("SELECT * FROM - my_ingested_data;"))
                .hasMessageStartingWith("line 1:15: mismatched input '-'. Expecting: ")
                .hasMessageContaining("take away the '-'");
    }

    @Test
    void countsGroupsAndFiltersAddUp() throws Exception {
        room.put("2026/11/23/16/a", EVENTS);
        room.put("2026/11/23/17/b", EVENTS);
        assertThat(room.rows("SELECT count(*) FROM my_ingested_data")).containsExactly("10");
        assertThat(room.rows("SELECT element_clicked, count(*) AS clicks, sum(time_spent) FROM my_ingested_data"
                        + " GROUP BY element_clicked ORDER BY clicks DESC, 1"))
                .containsExactly("entree_1|4|158", "drink_1|2|30", "drink_3|2|28", "entree_4|2|64");
        assertThat(room.rows("SELECT count(*), avg(time_spent), min(time_spent), max(time_spent),"
                        + " approx_distinct(element_clicked) FROM my_ingested_data WHERE datehour = '2026/11/23/16'"))
                .containsExactly("5|28.0|12|67|4");
        assertThat(room.rows("SELECT datehour, count(*) FROM my_ingested_data WHERE datehour >= '2026/11/23/17'"
                        + " GROUP BY 1"))
                .containsExactly("2026/11/23/17|5");
    }

    @Test
    void onlyObjectsOfAnHourAreRead() throws Exception {
        room.put("2026/11/23/17/a", EVENTS);
        room.put("processing-failed/2026/11/23/17/x", "{\"rawData\":\"\"}\n");
        room.put("2026/11/23/17/_SUCCESS", "not rows");
        room.put("2026/11/23/17/.hidden/x", "not rows");
        room.put("2020/12/31/23/before-the-range", EVENTS);
        room.put("2099/12/31/23/after-the-range", EVENTS);
        room.put("2026/11/23/17/deeper/b", EVENTS);
        room.put("2026/11/23/17/empty", "");
        assertThat(room.rows("SELECT count(*) FROM my_ingested_data")).containsExactly("10");
    }

    @Test
    void pruningReadsOnlyTheHoursThatAreAskedFor() throws Exception {
        room.put("2026/11/23/16/a", EVENTS);
        room.put("2026/11/23/17/b", EVENTS);
        for (String where : List.of(
                "datehour = '2026/11/23/16'",
                "'2026/11/23/16' = datehour",
                "datehour IN ('2026/11/23/16', '2020/01/01/00')",
                "datehour BETWEEN '2026/11/23/00' AND '2026/11/23/16'",
                "datehour < '2026/11/23/17' AND time_spent > 0",
                "datehour LIKE '2026/11/23/16%'",
                "datehour = date_format(TIMESTAMP '2026-11-23 17:30:00' - INTERVAL '1' HOUR, '%Y/%m/%d/%H')")) {
            Execution execution = room.succeed("SELECT count(*) FROM my_ingested_data WHERE " + where);
            assertThat(result(execution)).as(where).isEqualTo("\"_col0\"\n\"5\"\n");
            assertThat(execution.statistics().scannedBytes()).as(where).isEqualTo(EVENTS.length());
        }
        Execution nothing = room.succeed("SELECT count(*) FROM my_ingested_data WHERE datehour = 'never'");
        assertThat(nothing.statistics().scannedBytes()).isZero();
    }

    @Test
    void compressedObjectsReadLikePlainOnes() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(EVENTS.getBytes(StandardCharsets.UTF_8));
        }
        room.put("2026/11/23/17/a.gz", packed.toByteArray(), ObjectMetadata.NONE);
        room.put("2026/11/23/17/b", packed.toByteArray(), ObjectMetadata.NONE.withContentEncoding("gzip"));
        assertThat(room.rows("SELECT sum(time_spent) FROM my_ingested_data")).containsExactly("280");
    }

    @Test
    void aMalformedRowNamesObjectAndLineAndTheWayOut() throws Exception {
        room.put("2026/11/23/17/a", EVENTS + "{\"element_clicked\":\"say \"cheese\"\"}\n");
        assertThatThrownBy(() -> room.rows("SELECT element_clicked FROM my_ingested_data"))
                .hasMessageStartingWith("HIVE_CURSOR_ERROR: Row is not a valid JSON Object - JSONException: ")
                .hasMessageContaining("object s3://clicks/2026/11/23/17/a, line 6")
                .hasMessageContaining("'ignore.malformed.json' = 'true'");
        assertThat(room.rows("SELECT count(*) FROM my_ingested_data")).containsExactly("6");
    }

    @Test
    void anObjectOfManyStretchesIsReadOnceAndItsFailureNamesTheLine() throws Exception {
        StringBuilder text = new StringBuilder();
        int rows = 250_000;
        for (int i = 0; i < rows; i++) {
            text.append("{\"element_clicked\":\"e")
                    .append(i % 7)
                    .append("\",\"time_spent\":")
                    .append(i);
            text.append(",\"source_menu\":\"").append("x".repeat(i % 90)).append("\"}\n");
        }
        room.put("2026/11/23/17/large", text.toString());
        assertThat(text.length()).isGreaterThan(20_000_000);
        assertThat(room.rows("SELECT count(*), sum(time_spent), count(DISTINCT time_spent) FROM my_ingested_data"))
                .containsExactly(rows + "|" + (long) rows * (rows - 1) / 2 + "|" + rows);
        room.put("2026/11/23/17/large", text + "{broken\n");
        assertThatThrownBy(() -> room.rows("SELECT sum(time_spent) FROM my_ingested_data"))
                .hasMessageContaining("line " + (rows + 1));
    }

    @Test
    void resultsAreCsvBesideTheirMetadata() throws Exception {
        room.put("2026/11/23/17/a", "{\"element_clicked\":\"a \\\"b\\\", c\",\"time_spent\":1}\n{}\n");
        Execution execution = room.succeed("SELECT element_clicked, time_spent FROM my_ingested_data ORDER BY 2");
        assertThat(execution.resultLocation()).endsWith(execution.id() + ".csv");
        assertThat(result(execution)).isEqualTo("\"element_clicked\",\"time_spent\"\n\"a \"\"b\"\", c\",\"1\"\n,\n");
        assertThat(execution.columns()).extracting(ResultColumn::athenaType).containsExactly("varchar", "integer");
        assertThat(room.store.head(QueryRoom.BUCKET, "results/" + execution.id() + ".csv.metadata"))
                .isPresent();
    }

    @Test
    void droppingTheTableForgetsItAndKeepsTheObjects() throws Exception {
        room.put("2026/11/23/17/a", EVENTS);
        room.succeed("DROP TABLE my_ingested_data");
        assertThatThrownBy(() -> room.rows("SELECT * FROM my_ingested_data"))
                .hasMessage(
                        "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.default.my_ingested_data' does not exist");
        assertThat(room.store.head(QueryRoom.BUCKET, "2026/11/23/17/a")).isPresent();
        room.succeed(QueryRoom.SEED);
        assertThat(room.rows("SELECT count(*) FROM my_ingested_data")).containsExactly("5");
    }

    private String result(Execution execution) throws IOException {
        String key = execution.resultLocation().substring("s3://clicks/".length());
        try (var object = room.store.get(QueryRoom.BUCKET, key).orElseThrow()) {
            return new String(object.stream(ByteRange.ALL).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
