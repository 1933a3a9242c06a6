package io.millrace.insight.visual;

import io.millrace.insight.definition.Granularity;
import java.util.Optional;

/** A column of a visual's answer. */
public record VisualColumn(
        String fieldId, String label, Role role, ColumnType type, Optional<Granularity> granularity) {

    /** Which well the field stands in. */
    public enum Role {
        CATEGORY,
        COLOR,
        VALUE
    }
}
