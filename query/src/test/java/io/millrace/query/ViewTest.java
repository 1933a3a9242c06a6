package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.catalog.Table;
import io.millrace.query.sql.ViewDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTest {

    @TempDir
    Path directory;

    private QueryRoom room;

    @BeforeEach
    void open() throws IOException {
        room = new QueryRoom(directory);
        room.succeed(QueryRoom.SEED);
        room.put(
                "2026/11/23/16/a",
                "{\"element_clicked\":\"a\",\"time_spent\":1}\n{\"element_clicked\":\"b\",\"time_spent\":2}\n");
        room.put("2026/11/23/17/b", "{\"element_clicked\":\"a\",\"time_spent\":3}\n");
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aViewIsReadLikeATable() throws Exception {
        room.succeed("CREATE VIEW clicks AS SELECT element_clicked AS what, sum(time_spent) AS total"
                + " FROM my_ingested_data GROUP BY element_clicked;");
        assertThat(room.rows("SELECT * FROM clicks ORDER BY what")).containsExactly("a|4", "b|2");
        assertThat(room.rows("SELECT c.what, default.clicks.total FROM clicks c, clicks WHERE c.what = clicks.what"
                        + " AND clicks.total > 2"))
                .containsExactly("a|4");
        assertThat(room.rows("SELECT max(total) FROM awsdatacatalog.default.clicks"))
                .containsExactly("4");
    }

    @Test
    void aViewStandsInTheCatalogAsAthenaKeepsIt() {
        room.succeed("CREATE VIEW v AS SELECT element_clicked, time_spent * 1.5 AS t, datehour FROM my_ingested_data");
        Table view = room.catalog.table(QueryRoom.REGION, "default", "v").orElseThrow();
        assertThat(view.type()).isEqualTo("VIRTUAL_VIEW");
        assertThat(view.parameters()).containsEntry("presto_view", "true").containsEntry("comment", "Presto View");
        assertThat(view.view().original().orElseThrow())
                .startsWith("/* Presto View: ")
                .endsWith(" */");
        assertThat(view.view().expanded()).contains("/* Presto View */");
        assertThat(view.columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("element_clicked string", "t decimal(12,1)", "datehour string");
        assertThat(ViewDefinition.of(view).originalSql()).startsWith("SELECT\n  element_clicked\n");
        assertThat(ViewDefinition.of(view).columns().get(1).type()).isEqualTo("decimal(12,1)");
    }

    @Test
    void aViewReadsItsOwnDatabaseWhereverItIsAskedFrom() throws Exception {
        room.succeed("CREATE VIEW v AS SELECT element_clicked FROM my_ingested_data WHERE time_spent = 3");
        room.succeed("CREATE DATABASE other");
        room.succeed("CREATE VIEW other.w AS SELECT upper(element_clicked) AS e FROM default.v");
        assertThat(QueryRoom.text(room.query.run(
                        QueryRoom.ROOT, QueryRoom.REGION, "other", "SELECT * FROM w", RunOptions.DEFAULT)))
                .containsExactly("A");
    }

    @Test
    void aFilterOnAViewReadsOnlyThePartitionsThatItAsksFor() {
        room.succeed("CREATE VIEW v AS SELECT datehour AS hour, element_clicked FROM my_ingested_data");
        long one = room.succeed("SELECT hour, count(*) FROM my_ingested_data AS t (a, b, c, d, hour)"
                        + " WHERE hour = '2026/11/23/17' GROUP BY hour")
                .statistics()
                .scannedBytes();
        assertThat(room.succeed("SELECT * FROM v WHERE hour = '2026/11/23/17'")
                        .statistics()
                        .scannedBytes())
                .isEqualTo(one);
        assertThat(room.succeed("SELECT * FROM (SELECT * FROM v) x WHERE x.hour = '2026/11/23/17'")
                        .statistics()
                        .scannedBytes())
                .isEqualTo(one);
        assertThat(room.succeed("SELECT * FROM (SELECT * FROM v LIMIT 9) x WHERE x.hour = '2026/11/23/17'")
                        .statistics()
                        .scannedBytes())
                .isGreaterThan(one);
    }

    @Test
    void aNameThatIsReadTwiceIsReadWholeBothTimes() throws Exception {
        room.succeed("CREATE VIEW v AS SELECT * FROM my_ingested_data");
        assertThat(room.rows("SELECT (SELECT count(*) FROM v), (SELECT count(*) FROM v)"))
                .containsExactly("3|3");
        assertThat(room.rows("WITH x AS (SELECT * FROM v) SELECT a.c, b.c FROM (SELECT count(*) AS c FROM x"
                        + " WHERE datehour = '2026/11/23/16') a, (SELECT count(*) AS c FROM x) b"))
                .containsExactly("2|3");
    }

    @Test
    void replacingAndDroppingAreSaid() {
        room.succeed("CREATE VIEW v AS SELECT 1 AS a");
        assertThat(failure("CREATE VIEW v AS SELECT 2 AS a"))
                .contains("View already exists")
                .contains("OR REPLACE");
        room.succeed("CREATE OR REPLACE VIEW v AS SELECT 2 AS a");
        assertThat(room.catalog.versions(QueryRoom.REGION, "default", "v")).hasSize(2);
        assertThat(failure("CREATE OR REPLACE VIEW my_ingested_data AS SELECT 2 AS a"))
                .contains("Table already exists");
        assertThat(failure("DROP TABLE v")).contains("Cannot drop a view with DROP TABLE");
        assertThat(failure("DROP VIEW my_ingested_data")).contains("Cannot drop a base table with DROP VIEW");
        room.succeed("DROP VIEW v");
        room.succeed("DROP VIEW IF EXISTS v");
        assertThat(failure("DROP VIEW v")).contains("Table not found default.v");
    }

    @Test
    void aStaleViewSaysSo() {
        room.succeed("CREATE VIEW v AS SELECT * FROM my_ingested_data");
        room.succeed("ALTER TABLE my_ingested_data ADD COLUMNS (more string)");
        assertThatThrownBy(() -> room.rows("SELECT count(*) FROM v"))
                .hasMessageStartingWith("VIEW_IS_STALE: line 1:22: View 'awsdatacatalog.default.v' is stale")
                .hasMessageContaining("column count (5) does not match")
                .hasMessageContaining("CREATE OR REPLACE VIEW");
        room.succeed("CREATE OR REPLACE VIEW v AS SELECT time_spent FROM my_ingested_data");
        room.succeed("ALTER TABLE my_ingested_data CHANGE time_spent time_spent string");
        assertThatThrownBy(() -> room.rows("SELECT count(*) FROM v"))
                .hasMessageContaining("cannot be coerced to column [time_spent] of type integer");
        room.succeed("DROP TABLE my_ingested_data");
        assertThatThrownBy(() -> room.rows("SELECT count(*) FROM v"))
                .hasMessageContaining("Failed analyzing stored view 'awsdatacatalog.default.v'")
                .hasMessageContaining("my_ingested_data' does not exist");
    }

    @Test
    void aCircleOfViewsAndATowerOfThemAreRefused() {
        room.succeed("CREATE VIEW a AS SELECT 1 AS x");
        room.succeed("CREATE VIEW b AS SELECT x FROM a");
        assertThat(failure("CREATE OR REPLACE VIEW a AS SELECT x FROM b")).contains("VIEW_IS_RECURSIVE");
        room.succeed("CREATE VIEW v0 AS SELECT 1 AS x");
        String last = "";
        for (int i = 1; i < 30 && last.isEmpty(); i++) {
            Execution execution =
                    room.run("CREATE VIEW v" + i + " AS SELECT p.x FROM v" + (i - 1) + " p, v" + (i - 1) + " q");
            last = execution.state() == Execution.State.FAILED
                    ? execution.reason().orElse("")
                    : "";
        }
        assertThat(last).contains("Views are nested deeper than");
    }

    @Test
    void whatAthenaShowsOfViewsIsShown() throws Exception {
        room.succeed("CREATE VIEW v AS SELECT element_clicked, time_spent FROM my_ingested_data");
        assertThat(room.answer("SHOW VIEWS")).isEqualTo("v\n");
        assertThat(room.answer("SHOW VIEWS IN default LIKE 'x*'")).isEmpty();
        assertThat(room.answer("SHOW TABLES")).isEqualTo("my_ingested_data\nv\n");
        assertThat(room.answer("SHOW CREATE VIEW v")).isEqualTo("""
                        CREATE VIEW default.v AS\s
                        SELECT
                          element_clicked
                        , time_spent
                        FROM
                          my_ingested_data
                        """);
        assertThat(room.answer("SHOW COLUMNS IN v")).isEqualTo("element_clicked\ntime_spent\n");
        assertThat(room.answer("DESCRIBE v")).startsWith("element_clicked     \tstring");
        assertThat(failure("SHOW CREATE TABLE v")).contains("is a view");
        assertThat(failure("SHOW CREATE VIEW my_ingested_data")).contains("is a table");
    }

    @Test
    void aViewThatCannotBeKeptIsRefused() {
        for (List<String> refusal : List.of(
                List.of("CREATE VIEW v AS SELECT 1 AS a, 2 AS A", "specified more than once"),
                List.of("CREATE VIEW v AS SELECT current_timestamp AS a", "Unsupported Hive type: timestamp(3) with"),
                List.of("CREATE VIEW v AS SELECT nope FROM my_ingested_data", "COLUMN_NOT_FOUND"),
                List.of("CREATE VIEW nope.v AS SELECT 1 AS a", "Database does not exist: nope"),
                List.of("CREATE VIEW v COMMENT 'x' AS SELECT 1 AS a", "COMMENT, SECURITY or WITH"),
                List.of("CREATE VIEW v AS SELECT", "line 1:24: mismatched input"))) {
            assertThat(failure(refusal.getFirst())).as(refusal.getFirst()).contains(refusal.getLast());
        }
    }

    private String failure(String sql) {
        Execution execution = room.run(sql);
        assertThat(execution.state()).as(sql).isEqualTo(Execution.State.FAILED);
        return execution.reason().orElse("");
    }
}
