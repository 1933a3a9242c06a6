package io.millrace.insight.visual;

import static io.millrace.insight.visual.Drawn.by;
import static io.millrace.insight.visual.Drawn.measure;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.insight.definition.Aggregation;
import io.millrace.insight.definition.Dimension;
import io.millrace.insight.definition.ItemsLimit;
import io.millrace.insight.definition.Sorting;
import io.millrace.insight.definition.Visual;
import io.millrace.insight.definition.VisualKind;
import io.millrace.insight.definition.Wells;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs the generated SQL for real. */
class VisualRunTest {

    private static final String ROWS = """
        ('entree_1', 'a', 67), ('entree_1', 'b', 12), ('entree_4', 'a', 32), ('drink_1', 'a', 15),
        ('drink_3', 'b', 14), (NULL, 'a', 1), ('drink_3', 'b', 2), ('it''s', 'a', 1), ('entree_1', 'a', 1)
        """;

    private static Visual bar(Sorting sorting, Dimension... colors) {
        Wells wells =
                new Wells(List.of(by("element")), List.of(measure(Aggregation.COUNT, "spent")), List.of(colors), true);
        return Drawn.visual(VisualKind.BAR, wells, sorting);
    }

    private static Sorting limit(int items, boolean others) {
        return new Sorting(List.of(), Optional.of(new ItemsLimit(items, others)));
    }

    private static VisualData run(Visual visual) throws Exception {
        try (MemoryRows source = new MemoryRows(
                List.of(
                        new DataColumn("element", "element", ColumnType.STRING),
                        new DataColumn("menu", "menu", ColumnType.STRING),
                        new DataColumn("spent", "spent", ColumnType.INTEGER)),
                ROWS)) {
            return VisualRun.run(visual, List.of(), source);
        }
    }

    @Test
    void allCategoriesComeInTheOrderOfTheirValue() throws Exception {
        VisualData data = run(bar(Sorting.NONE));

        assertThat(rows(data.rows()))
                .containsExactly("entree_1 3", "drink_3 2", "drink_1 1", "entree_4 1", "it's 1", "null 1");
        assertThat(data.shortenedTo()).isEmpty();
        assertThat(data.columns()).extracting(VisualColumn::label).containsExactly("element", "Count of spent");
    }

    @Test
    void theRestBeyondALimitIsOneItemThatHoldsAllOfIt() throws Exception {
        VisualData data = run(bar(limit(2, true)));

        assertThat(rows(data.rows())).containsExactly("entree_1 3", "drink_3 2");
        assertThat(rows(data.others())).containsExactly("null 4");
        assertThat(data.sql()).hasSize(2);
    }

    @Test
    void aRestThatIsNotDrawnIsSaid() throws Exception {
        VisualData data = run(bar(limit(2, false)));

        assertThat(data.rows()).hasSize(2);
        assertThat(data.others()).isEmpty();
        assertThat(data.shortenedTo()).contains(2);
    }

    @Test
    void coloursDoNotChangeWhichCategoriesAreShown() throws Exception {
        VisualData data = run(bar(limit(2, true), by("menu")));

        assertThat(rows(data.rows())).containsExactlyInAnyOrder("entree_1 a 2", "entree_1 b 1", "drink_3 b 2");
        assertThat(rows(data.others())).containsExactly("null a 4");
    }

    @Test
    void aLimitThatIsNotReachedLeavesNothingOut() throws Exception {
        VisualData data = run(bar(limit(6, true)));

        assertThat(data.rows()).hasSize(6);
        assertThat(data.others()).isEmpty();
        assertThat(data.shortenedTo()).isEmpty();
    }

    private static List<String> rows(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> String.join(" ", row.stream().map(String::valueOf).toList()))
                .toList();
    }
}
