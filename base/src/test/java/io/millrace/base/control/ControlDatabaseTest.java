package io.millrace.base.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlDatabaseTest {

    @TempDir
    private Path directory;

    @Test
    void whatWasCommittedIsThereAfterTheNextOpening() {
        try (ControlDatabase database = open()) {
            note(database, "kept");
        }
        try (ControlDatabase database = open()) {
            assertThat(notes(database)).containsExactly("kept");
        }
    }

    @Test
    void flywayIsNotAskedWhereTheScriptsAreThoseOfTheLastTime() {
        try (ControlDatabase database = open()) {
            execute(database, "DROP TABLE flyway_schema_history");
        }
        try (ControlDatabase database = open()) {
            assertThat(tables(database)).contains("note").doesNotContain("flyway_schema_history");
        }
    }

    @Test
    void flywayIsAskedWhereTheScriptsAreOthersAndRunsWhatIsMissing() {
        try (ControlDatabase database = open()) {
            execute(database, "DROP TABLE note");
            execute(database, "DELETE FROM flyway_schema_history");
            execute(database, "PRAGMA user_version = 7");
        }
        try (ControlDatabase database = open()) {
            note(database, "again");
            assertThat(notes(database)).containsExactly("again");
        }
    }

    private ControlDatabase open() {
        return ControlDatabase.open(directory.resolve("control.db"));
    }

    private static void note(ControlDatabase database, String text) {
        database.useTransaction(handle -> handle.execute("INSERT INTO note VALUES (?)", text));
    }

    private static List<String> notes(ControlDatabase database) {
        return strings(database, "SELECT text FROM note");
    }

    private static List<String> tables(ControlDatabase database) {
        return strings(database, "SELECT name FROM sqlite_master WHERE type = 'table'");
    }

    private static List<String> strings(ControlDatabase database, String sql) {
        return database.inTransaction(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static void execute(ControlDatabase database, String sql) {
        database.useTransaction(handle -> handle.execute(sql));
    }
}
