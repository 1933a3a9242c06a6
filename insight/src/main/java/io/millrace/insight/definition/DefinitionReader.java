package io.millrace.insight.definition;

import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code AnalysisDefinition} and {@code DashboardVersionDefinition}. Every member is honoured or refused by name. */
public final class DefinitionReader {

    private DefinitionReader() {}

    /** The definition in the document, which is left as it is. */
    public static Definition read(ObjectNode document) {
        Input input = Input.of(Pruned.copy(document));
        Definition definition = new Definition(dataSets(input), sheets(input), FilterReader.groups(input));
        // Defaults for sheets that an editor may add later; they say nothing about what is drawn.
        input.object("AnalysisDefaults").ifPresent(Input::whole);
        input.refuseUnread();
        check(definition);
        return definition;
    }

    static WireException invalid(String message) {
        return new WireException(CommonError.VALIDATION, message);
    }

    private static Map<String, String> dataSets(Input input) {
        Map<String, String> dataSets = new LinkedHashMap<>();
        for (Input declaration : input.objects("DataSetIdentifierDeclarations")) {
            String identifier = declaration.requiredString("Identifier");
            if (dataSets.put(identifier, declaration.requiredString("DataSetArn")) != null) {
                throw invalid("The data set identifier '" + identifier + "' is declared twice. Rename one of them.");
            }
        }
        if (dataSets.isEmpty()) {
            throw input.missing("DataSetIdentifierDeclarations");
        }
        return dataSets;
    }

    private static List<Sheet> sheets(Input input) {
        return input.objects("Sheets").stream().map(DefinitionReader::sheet).toList();
    }

    private static Sheet sheet(Input input) {
        String id = Ids.of(input, "SheetId");
        Choice.of(input, "ContentType", SheetContent.class);
        List<Visual> visuals =
                input.objects("Visuals").stream().map(VisualReader::visual).toList();
        List<GridElement> layout = new ArrayList<>();
        Optional<String> width = Optional.empty();
        for (Input one : input.objects("Layouts")) {
            Input grid = one.requiredObject("Configuration").requiredObject("GridLayout");
            grid.objects("Elements").forEach(element -> layout.add(element(element)));
            width = fixedWidth(grid);
        }
        return new Sheet(
                id,
                input.string("Name"),
                input.string("Title"),
                input.string("Description"),
                visuals,
                List.copyOf(layout),
                width);
    }

    /** The kinds of sheet that are drawn here. */
    private enum SheetContent {
        INTERACTIVE
    }

    private enum ElementType {
        VISUAL
    }

    private enum Resize {
        FIXED,
        RESPONSIVE
    }

    private static GridElement element(Input input) {
        Choice.of(input, "ElementType", ElementType.class);
        return new GridElement(
                Ids.of(input, "ElementId"),
                whole(input, "ColumnIndex", 0, 35),
                whole(input, "ColumnSpan", 1, 36).orElseThrow(() -> input.missing("ColumnSpan")),
                whole(input, "RowIndex", 0, 9009),
                whole(input, "RowSpan", 1, 21).orElseThrow(() -> input.missing("RowSpan")));
    }

    private static Optional<String> fixedWidth(Input grid) {
        Optional<Input> screen =
                grid.object("CanvasSizeOptions").flatMap(size -> size.object("ScreenCanvasSizeOptions"));
        if (screen.isEmpty()) {
            return Optional.empty();
        }
        Resize resize = Choice.of(screen.get(), "ResizeOption", Resize.class).orElse(Resize.RESPONSIVE);
        Optional<String> width = screen.get().string("OptimizedViewPortWidth");
        if (width.isPresent() && !width.get().matches("[0-9]{2,5}px")) {
            throw screen.get()
                    .broken("OptimizedViewPortWidth", width.get(), "Member must be a length in pixels, e.g. 1600px");
        }
        return resize == Resize.FIXED ? Optional.of(width.orElse("1600px")) : Optional.empty();
    }

    static Optional<Integer> whole(Input input, String name, int least, int most) {
        return input.integer(name).map(value -> {
            if (value < least || value > most) {
                throw input.broken(
                        name, Long.toString(value), "Member must have a value between " + least + " and " + most);
            }
            return value.intValue();
        });
    }

    /** What a reader of one member cannot see: ids twice, data sets that are not declared, places without a visual. */
    private static void check(Definition definition) {
        Set<String> ids = new HashSet<>();
        for (Sheet sheet : definition.sheets()) {
            unique(ids, sheet.id());
            Set<String> visuals = new HashSet<>();
            for (Visual visual : sheet.visuals()) {
                unique(ids, visual.id());
                visuals.add(visual.id());
                visual.wells().columns().forEach(column -> declared(definition, column));
            }
            for (GridElement element : sheet.layout()) {
                if (!visuals.contains(element.elementId())) {
                    throw invalid("The layout of sheet '" + sheet.id() + "' places '" + element.elementId()
                            + "', but the sheet has no such visual.");
                }
            }
        }
        for (FilterGroup group : definition.filterGroups()) {
            group.filters().forEach(filter -> declared(definition, filter.column()));
        }
    }

    private static void unique(Set<String> ids, String id) {
        if (!ids.add(id)) {
            throw invalid("The id '" + id + "' is used twice. Sheets and visuals need ids of their own.");
        }
    }

    private static void declared(Definition definition, ColumnRef column) {
        if (!definition.dataSets().containsKey(column.dataSet())) {
            throw invalid("The data set identifier '" + column.dataSet()
                    + "' is not declared. Add it to DataSetIdentifierDeclarations.");
        }
    }
}
