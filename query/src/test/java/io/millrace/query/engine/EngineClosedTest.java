package io.millrace.query.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.ByteSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine itself is closed: were a statement ever rendered wrongly, it would still reach nothing. */
class EngineClosedTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(SELECT content FROM read_text('SECRET'))",
                "(SELECT content FROM read_blob('SECRET'))",
                "(SELECT count(*) FROM read_csv('SECRET'))",
                "(SELECT count(*) FROM read_parquet('SECRET'))",
                "(SELECT count(*) FROM 'SECRET')",
                "(SELECT count(*) FROM glob('/etc/*'))",
                "(SELECT content FROM read_text('COLUMNS/../secret.csv'))",
                "(SELECT content FROM read_text('https://127.0.0.1/x'))"
            })
    void filesOutsideTheColumnsAreOutOfReach(String expression) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.csv"), "secret\n");
        Path columns = Files.createDirectory(directory.resolve("columns"));
        try (Engine engine = engine(columns)) {
            String sql = expression.replace("SECRET", secret.toString()).replace("COLUMNS", columns.toString());
            assertThatThrownBy(() -> engine.constants(List.of(sql))).isInstanceOf(EngineFailure.class);
        }
    }

    @Test
    void settingsAreLocked() throws Exception {
        try (Engine engine = engine(Files.createDirectory(directory.resolve("columns")))) {
            for (String change : List.of(
                    "1; SET enable_external_access = true",
                    "1; SET allowed_directories = ['/']",
                    "1; SET memory_limit = '1TB'",
                    "1; PRAGMA enable_profiling")) {
                assertThatThrownBy(() -> engine.constants(List.of(change))).isInstanceOf(EngineFailure.class);
            }
        }
    }

    private Engine engine(Path columns) throws Exception {
        return new Engine(new EngineSettings(
                directory.resolve("spill"), columns, new ByteSize(64 << 20), new ByteSize(64 << 20), 1));
    }
}
