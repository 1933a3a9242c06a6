package io.millrace.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    private static final String REGION = "us-east-1";

    @TempDir
    Path directory;

    private ControlDatabase control;
    private Catalog catalog;

    @BeforeEach
    void open() {
        control = ControlDatabase.open(directory.resolve("control.db"));
        catalog = new Catalog(control, Clock.system());
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void theDefaultDatabaseStandsFromTheStartAndStays() {
        assertThat(catalog.databases(REGION)).extracting(Database::name).containsExactly("default");
        assertThatThrownBy(() -> catalog.dropDatabase(REGION, "default", true))
                .hasMessageContaining("cannot be dropped");
    }

    @Test
    void aTableIsFoundInItsRegionOnlyAndSurvivesAReopen() {
        Table table = catalog.createTable(REGION, clicks("string"), false);
        assertThat(catalog.table("eu-west-1", "default", "clicks")).isEmpty();
        close();
        open();
        assertThat(catalog.table(REGION, "DEFAULT", "Clicks")).contains(table);
        assertThat(catalog.tables(REGION, "default")).containsExactly(table);
    }

    @Test
    void aNameIsTakenOnceUnlessToldOtherwise() {
        Table first = catalog.createTable(REGION, clicks("string"), false);
        assertThat(catalog.createTable(REGION, clicks("int"), true)).isEqualTo(first);
        assertThatThrownBy(() -> catalog.createTable(REGION, clicks("int"), false))
                .hasMessageContaining("already exists");
    }

    @Test
    void everyChangeIsAVersion() {
        catalog.createTable(REGION, clicks("string"), false);
        Table changed = catalog.updateTable(REGION, clicks("int"), OptionalLong.empty(), true);
        assertThat(changed.version()).isEqualTo(1);
        assertThat(catalog.versions(REGION, "default", "clicks"))
                .extracting(table -> table.columns().getFirst().type())
                .containsExactly("int", "string");
        assertThat(catalog.dropTable(REGION, "default", "clicks")).isTrue();
        assertThat(catalog.versions(REGION, "default", "clicks")).isEmpty();
        assertThat(catalog.dropTable(REGION, "default", "clicks")).isFalse();
    }

    @Test
    void aVersionThatIsNotArchivedIsGoneAndTheCurrentOneStays() {
        catalog.createTable(REGION, clicks("string"), false);
        catalog.updateTable(REGION, clicks("int"), OptionalLong.of(0), false);
        catalog.updateTable(REGION, clicks("bigint"), OptionalLong.of(1), true);
        assertThat(catalog.versions(REGION, "default", "clicks"))
                .extracting(Table::version)
                .containsExactly(2L, 1L);
        assertThatThrownBy(() -> catalog.dropVersion(REGION, "default", "clicks", 2))
                .hasMessageContaining("current");
        catalog.dropVersion(REGION, "default", "clicks", 1);
        assertThat(catalog.versions(REGION, "default", "clicks"))
                .extracting(Table::version)
                .containsExactly(2L);
    }

    @Test
    void aChangeOfATableThatChangedMeanwhileIsRefused() {
        catalog.createTable(REGION, clicks("string"), false);
        catalog.updateTable(REGION, clicks("int"), OptionalLong.of(0), true);
        assertThatThrownBy(() -> catalog.updateTable(REGION, clicks("date"), OptionalLong.of(0), true))
                .hasMessageContaining("concurrent modifications");
        assertThat(catalog.table(REGION, "default", "clicks").orElseThrow().columns())
                .extracting(Column::type)
                .containsExactly("int");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a\nb", "../x"})
    void aNameThatCouldMeanTwoThingsIsRefused(String name) {
        assertThatThrownBy(() ->
                        catalog.createTable(REGION, Table.named("default", name).build(), false))
                .hasMessageContaining("The name of a table");
        assertThatThrownBy(() ->
                        catalog.createDatabase(REGION, Database.of(name, Optional.empty(), Optional.empty(), Map.of())))
                .hasMessageContaining("The name of a database");
    }

    @Test
    void aDatabaseWithTablesIsDroppedOnlyWithThem() {
        catalog.createDatabase(REGION, Database.of("Shop", Optional.empty(), Optional.empty(), Map.of()));
        Table table = Table.named("shop", "t").build();
        catalog.createTable(REGION, table, false);
        assertThatThrownBy(() -> catalog.dropDatabase(REGION, "shop", false)).hasMessageContaining("not empty");
        catalog.dropDatabase(REGION, "shop", true);
        assertThat(catalog.table(REGION, "shop", "t")).isEmpty();
        assertThatThrownBy(() -> catalog.createTable(REGION, table, false)).hasMessageContaining("not found");
    }

    private static Table clicks(String type) {
        return Table.named("default", "clicks")
                .columns(List.of(new Column("Element", type, Optional.of("what"))))
                .partitionKeys(List.of(Column.of("datehour", "string")))
                .location("s3://clicks/")
                .formats("in", "out")
                .serde("serde", Map.of("paths", "a, b"))
                .parameters(Map.of("z", "1", "a", "2"))
                .build();
    }
}
