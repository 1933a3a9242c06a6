package io.millrace.insight.definition;

import java.util.List;
import java.util.Optional;

/** The order of a visual's items and how many of them are shown. An empty order leaves it to the visual's kind. */
public record Sorting(List<FieldSort> order, Optional<ItemsLimit> limit) {

    public static final Sorting NONE = new Sorting(List.of(), Optional.empty());
}
