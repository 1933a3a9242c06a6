package io.millrace.insight.definition;

import java.util.Optional;

/** Where a visual stands on a sheet: a grid of 36 columns, rows of equal height. Without a row or column: next free. */
public record GridElement(
        String elementId, Optional<Integer> column, int columnSpan, Optional<Integer> row, int rowSpan) {}
