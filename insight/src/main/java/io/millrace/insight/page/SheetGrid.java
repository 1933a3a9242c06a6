package io.millrace.insight.page;

import io.millrace.insight.definition.GridElement;
import io.millrace.insight.definition.Sheet;
import io.millrace.insight.definition.Visual;
import io.millrace.insight.definition.VisualKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the visuals of a sheet stand, on 36 columns. The definition's places are kept; what has none is placed below, two
 * beside each other. Pure.
 */
final class SheetGrid {

    static final int COLUMNS = 36;

    /** A place, counted from zero. */
    record Place(int column, int row, int columnSpan, int rowSpan) {}

    private final Map<String, Place> places = new LinkedHashMap<>();
    private int column;
    private int row;
    private int rowEnd;

    private SheetGrid() {}

    static Map<String, Place> of(Sheet sheet) {
        SheetGrid grid = new SheetGrid();
        sheet.layout().forEach(grid::keep);
        for (Visual visual : sheet.visuals()) {
            if (!grid.places.containsKey(visual.id())) {
                grid.next(visual.id(), COLUMNS / 2, visual.kind() == VisualKind.KPI ? 6 : 12);
            }
        }
        return grid.places;
    }

    private void keep(GridElement element) {
        Optional<Integer> at = element.row();
        if (at.isEmpty() || element.column().isEmpty()) {
            next(element.elementId(), element.columnSpan(), element.rowSpan());
            return;
        }
        int span = Math.min(element.columnSpan(), COLUMNS - element.column().get());
        places.put(element.elementId(), new Place(element.column().get(), at.get(), span, element.rowSpan()));
        rowEnd = Math.max(rowEnd, at.get() + element.rowSpan());
        row = rowEnd;
        column = 0;
    }

    private void next(String id, int columnSpan, int rowSpan) {
        if (column + columnSpan > COLUMNS) {
            column = 0;
            row = rowEnd;
        }
        places.put(id, new Place(column, row, columnSpan, rowSpan));
        column += columnSpan;
        rowEnd = Math.max(rowEnd, row + rowSpan);
    }
}
