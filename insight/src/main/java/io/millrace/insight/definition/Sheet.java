package io.millrace.insight.definition;

import java.util.List;
import java.util.Optional;

/**
 * One sheet.
 *
 * @param fixedWidth the width that the layout was made for, e.g. {@code 1600px}, where it does not follow the window
 */
public record Sheet(
        String id,
        Optional<String> name,
        Optional<String> title,
        Optional<String> description,
        List<Visual> visuals,
        List<GridElement> layout,
        Optional<String> fixedWidth) {}
