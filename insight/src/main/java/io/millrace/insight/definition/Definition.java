package io.millrace.insight.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An analysis or a dashboard, understood.
 *
 * @param dataSets the ARN of each declared data set by the identifier that fields use
 */
public record Definition(Map<String, String> dataSets, List<Sheet> sheets, List<FilterGroup> filterGroups) {

    /** A visual and the sheet that it stands on. */
    public record Placed(Sheet sheet, Visual visual) {}

    public Optional<Placed> visual(String visualId) {
        return visuals().stream()
                .filter(placed -> placed.visual().id().equals(visualId))
                .findFirst();
    }

    public List<Placed> visuals() {
        List<Placed> all = new ArrayList<>();
        for (Sheet sheet : sheets) {
            sheet.visuals().forEach(visual -> all.add(new Placed(sheet, visual)));
        }
        return all;
    }

    /** The conditions that hold for a visual: all of them. */
    public List<Filter> filters(Placed placed) {
        List<Filter> filters = new ArrayList<>();
        for (FilterGroup group : filterGroups) {
            if (group.appliesTo(placed.sheet().id(), placed.visual())) {
                group.filters().stream()
                        .filter(filter ->
                                filter.column().dataSet().equals(placed.visual().dataSet()))
                        .forEach(filters::add);
            }
        }
        return filters;
    }
}
