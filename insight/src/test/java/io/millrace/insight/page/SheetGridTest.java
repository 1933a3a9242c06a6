package io.millrace.insight.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.insight.definition.ColumnRef;
import io.millrace.insight.definition.Dimension;
import io.millrace.insight.definition.GridElement;
import io.millrace.insight.definition.Look;
import io.millrace.insight.definition.Measure;
import io.millrace.insight.definition.Sheet;
import io.millrace.insight.definition.Sorting;
import io.millrace.insight.definition.Visual;
import io.millrace.insight.definition.VisualKind;
import io.millrace.insight.definition.Wells;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SheetGridTest {

    private static Visual visual(String id) {
        Dimension by =
                new Dimension("f", new ColumnRef("c", "element_clicked"), Dimension.Kind.CATEGORICAL, Optional.empty());
        return new Visual(
                id,
                VisualKind.BAR,
                new Visual.Heading(Optional.empty(), false, Optional.empty(), Optional.empty()),
                new Wells(List.of(by), List.of(Measure.rowCount()), List.of(), true),
                Sorting.NONE,
                Look.PLAIN);
    }

    private static Map<String, SheetGrid.Place> places(List<GridElement> layout, String... ids) {
        List<Visual> visuals = List.of(ids).stream().map(SheetGridTest::visual).toList();
        return SheetGrid.of(new Sheet(
                "s", Optional.empty(), Optional.empty(), Optional.empty(), visuals, layout, Optional.empty()));
    }

    @Test
    void withoutALayoutTwoStandBesideEachOther() {
        assertThat(places(List.of(), "a", "b", "c"))
                .containsEntry("a", new SheetGrid.Place(0, 0, 18, 12))
                .containsEntry("b", new SheetGrid.Place(18, 0, 18, 12))
                .containsEntry("c", new SheetGrid.Place(0, 12, 18, 12));
    }

    @Test
    void theDefinitionsPlacesAreKeptAndTheRestStandsBelow() {
        GridElement placed = new GridElement("b", Optional.of(6), 30, Optional.of(2), 10);

        assertThat(places(List.of(placed), "a", "b"))
                .containsEntry("b", new SheetGrid.Place(6, 2, 30, 10))
                .containsEntry("a", new SheetGrid.Place(0, 12, 18, 12));
    }

    @Test
    void nothingReachesOverTheEdge() {
        GridElement wide = new GridElement("a", Optional.of(30), 36, Optional.of(0), 5);

        assertThat(places(List.of(wide), "a")).containsEntry("a", new SheetGrid.Place(30, 0, 6, 5));
    }

    @Test
    void aVisualWithoutATitleIsCalledByItsFields() {
        assertThat(BoardJson.spoken(visual("a"))).isEqualTo("Count of records by element_clicked");
    }
}
