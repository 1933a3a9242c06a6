package io.millrace.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Clock;
import io.millrace.base.control.ControlDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionsTest {

    private static final String REGION = "us-east-1";
    private static final Partitions.Of CLICKS = new Partitions.Of(REGION, "DEFAULT", "Clicks");

    @TempDir
    Path directory;

    private ControlDatabase control;
    private Catalog catalog;

    @BeforeEach
    void open() {
        control = ControlDatabase.open(directory.resolve("control.db"));
        catalog = new Catalog(control, Clock.system());
        if (catalog.table(REGION, "default", "clicks").isEmpty()) {
            catalog.createTable(REGION, clicks(), false);
        }
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void aPartitionKeepsItsPlaceAcrossAReopen() {
        catalog.partitions().create(CLICKS, partition("2026", "a/b'%"));
        close();
        open();
        assertThat(catalog.partitions().all(CLICKS)).singleElement().satisfies(found -> {
            assertThat(found.values()).containsExactly("2026", "a/b'%");
            assertThat(found.storage()).isEqualTo(partition("2026", "a/b'%").storage());
            assertThat(found.parameters()).containsEntry("k", "v");
        });
    }

    @Test
    void valuesAreTakenOnceAndAreAsManyAsTheColumns() {
        catalog.partitions().create(CLICKS, partition("2026", "a"));
        assertThatThrownBy(() -> catalog.partitions().create(CLICKS, partition("2026", "a")))
                .hasMessage("Partition already exists.");
        assertThatThrownBy(() -> catalog.partitions().create(CLICKS, partition("2026")))
                .hasMessageContaining("2 and 1");
        assertThat(catalog.partitions().createMissing(CLICKS, List.of(partition("2026", "a"), partition("2026", "b"))))
                .extracting(Partition::values)
                .containsExactly(List.of("2026", "b"));
    }

    @Test
    void aBatchThatFailsLeavesNothing() {
        assertThatThrownBy(() -> catalog.partitions()
                        .createMissing(CLICKS, List.of(partition("2026", "a"), partition("too few"))))
                .isInstanceOf(CatalogException.class);
        assertThat(catalog.partitions().all(CLICKS)).isEmpty();
    }

    @Test
    void otherValuesRenameAPartitionUnlessTheyAreTaken() {
        catalog.partitions().create(CLICKS, partition("2026", "a"));
        catalog.partitions().create(CLICKS, partition("2026", "b"));
        assertThatThrownBy(() -> catalog.partitions().update(CLICKS, List.of("2026", "a"), partition("2026", "b")))
                .hasMessage("Partition already exists.");
        catalog.partitions().update(CLICKS, List.of("2026", "a"), partition("2026", "c"));
        assertThat(catalog.partitions().all(CLICKS))
                .extracting(found -> found.values().getLast())
                .containsExactly("b", "c");
        assertThatThrownBy(() -> catalog.partitions().drop(CLICKS, List.of("2026", "a")))
                .hasMessage("Cannot find partition.");
    }

    @Test
    void pagesHoldEachPartitionOnce() {
        List<List<String>> written = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            catalog.partitions().create(CLICKS, partition("2026", "h" + i));
            written.add(List.of("2026", "h" + i));
        }
        List<List<String>> read = new ArrayList<>();
        String after = "";
        do {
            Partitions.Page page = catalog.partitions().page(CLICKS, after, 10);
            page.partitions().forEach(partition -> read.add(partition.values()));
            after = page.next().orElse("");
        } while (!after.isEmpty());
        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void aNamesakeInheritsNoPartitionAndNoTag() {
        catalog.partitions().create(CLICKS, partition("2026", "a"));
        catalog.tags().add(REGION, Tags.table("default", "clicks"), Map.of("team", "web"));
        catalog.updateTable(REGION, clicks(), OptionalLong.empty(), true);
        assertThat(catalog.partitions().all(CLICKS)).hasSize(1);
        assertThat(catalog.tags().of(REGION, "table/default/clicks")).containsEntry("team", "web");
        catalog.dropTable(REGION, "default", "clicks");
        catalog.createTable(REGION, clicks(), false);
        assertThat(catalog.partitions().all(CLICKS)).isEmpty();
        assertThat(catalog.tags().of(REGION, "table/default/clicks")).isEmpty();
    }

    private static Table clicks() {
        return Table.named("default", "clicks")
                .partitionKeys(List.of(Column.of("year", "string"), Column.of("menu", "string")))
                .location("s3://clicks/")
                .build();
    }

    private static Partition partition(String... values) {
        Storage storage = Storage.builder()
                .columns(List.of(Column.of("c", "int")))
                .location("s3://elsewhere/" + values[values.length - 1])
                .formats("in", "out")
                .serde(new Serde(java.util.Optional.of("n"), "library", Map.of("b", "1", "a", "2")))
                .buckets(3, List.of("c"))
                .sortColumns(List.of(new SortColumn("c", false)))
                .parameters(Map.of("p", "q"))
                .compressed(true)
                .storedAsSubDirectories(true)
                .build();
        return Partition.of(List.of(values), storage, Map.of("k", "v"));
    }
}
