package io.millrace.insight.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.ByteSize;
import io.millrace.insight.visual.ColumnType;
import io.millrace.insight.visual.DataColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTest {

    private static final List<DataColumn> COLUMNS = List.of(
            new DataColumn("what", "what", ColumnType.STRING),
            new DataColumn("n", "n", ColumnType.INTEGER),
            new DataColumn("share", "share", ColumnType.DECIMAL),
            new DataColumn("at", "at", ColumnType.DATETIME),
            new DataColumn("yes", "yes", ColumnType.BOOLEAN));

    @TempDir
    Path directory;

    private SnapshotFiles files() {
        return new SnapshotFiles(directory, ByteSize.parse("64MiB"));
    }

    @Test
    void rowsComeBackAsTheirColumnsDeclare() throws Exception {
        try (SnapshotFiles files = files()) {
            SnapshotFiles.Written written = files.write(
                    "a.parquet",
                    COLUMNS,
                    List.of(
                            Arrays.asList("it's", 7, "1.5", "2026-01-31 12:00:00", true),
                            Arrays.asList(null, null, null, null, null)));

            assertThat(written.rows()).isEqualTo(2);
            assertThat(written.bytes()).isEqualTo(Files.size(directory.resolve("a.parquet")));
            assertThat(files.query("a.parquet", "clicks", "SELECT what, n, share, yes FROM \"clicks\" ORDER BY n", 10))
                    .containsExactly(Arrays.asList("it's", 7L, 1.5, true), Arrays.asList(null, null, null, null));
        }
    }

    @Test
    void rowsThatDoNotFitAreDroppedAndCounted() throws Exception {
        try (SnapshotFiles files = files()) {
            SnapshotFiles.Written written = files.write(
                    "a.parquet",
                    COLUMNS,
                    List.of(
                            Arrays.asList("a", "seven", null, null, null),
                            Arrays.asList("b", null, null, "2022u201309u201311", null),
                            Arrays.asList("c", 1.5, null, null, null),
                            Arrays.asList("d", 8, null, null, null)));

            assertThat(written).extracting("rows", "dropped").containsExactly(1L, 3L);
        }
    }

    @Test
    void theEngineMayTouchNoOtherDirectory() throws Exception {
        Path secret = Files.writeString(directory.resolveSibling("secret.csv"), "a\n1\n");
        try (SnapshotFiles files = files()) {
            files.write("a.parquet", COLUMNS, List.of());

            assertThatThrownBy(() -> files.query("a.parquet", "clicks", "SELECT * FROM read_csv('" + secret + "')", 10))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> files.query("a.parquet", "clicks", "SET memory_limit = '1TB'", 10))
                    .isInstanceOf(SQLException.class);
        } finally {
            Files.delete(secret);
        }
    }

    @Test
    void whatACrashLeftIsRemoved() throws Exception {
        try (SnapshotFiles files = files()) {
            files.write("kept.parquet", COLUMNS, List.of());
            files.write("old.parquet", COLUMNS, List.of());
            Files.createFile(directory.resolve("new.parquet.draft"));

            files.keepOnly(Set.of("kept.parquet"));

            assertThat(files.exists("kept.parquet")).isTrue();
            assertThat(directory.toFile().list()).containsExactlyInAnyOrder("kept.parquet", "tmp");
        }
    }
}
