package io.millrace.insight.definition;

import java.util.Optional;

/** One visual of a sheet. */
public record Visual(String id, VisualKind kind, Heading heading, Wells wells, Sorting sorting, Look look) {

    /** What stands above the drawing, and what is read aloud in its place. */
    public record Heading(
            Optional<String> title, boolean titleHidden, Optional<String> subtitle, Optional<String> altText) {}

    /** The identifier of the data set that all its fields come from; the reader has checked that there is one. */
    public String dataSet() {
        return wells.columns().getFirst().dataSet();
    }
}
