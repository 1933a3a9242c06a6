package io.millrace.insight.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A filter and the visuals that it applies to.
 *
 * @param everySheet true: all visuals of all sheets
 * @param scope by sheet id the ids of the visuals; an empty set means all of the sheet
 */
public record FilterGroup(
        String id, List<Filter> filters, boolean enabled, boolean everySheet, Map<String, Set<String>> scope) {

    public boolean appliesTo(String sheetId, Visual visual) {
        if (!enabled) {
            return false;
        }
        if (everySheet) {
            return true;
        }
        Set<String> visuals = scope.get(sheetId);
        return visuals != null && (visuals.isEmpty() || visuals.contains(visual.id()));
    }
}
