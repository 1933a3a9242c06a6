package io.millrace.insight.definition;

import java.util.Optional;

/**
 * How a visual is drawn, as far as the definition says so.
 *
 * @param legend where the legend stands, or that there is none; empty leaves it to the page
 */
public record Look(
        Orientation orientation,
        Arrangement arrangement,
        boolean dataLabels,
        Optional<Legend> legend,
        Optional<AxisLabel> categoryLabel,
        Optional<AxisLabel> valueLabel,
        LineStyle line) {

    public static final Look PLAIN = new Look(
            Orientation.VERTICAL,
            Arrangement.CLUSTERED,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            LineStyle.LINE);

    /** Which way bars grow. */
    public enum Orientation {
        HORIZONTAL,
        VERTICAL
    }

    /** How the bars of one category stand together. */
    public enum Arrangement {
        CLUSTERED,
        STACKED,
        STACKED_PERCENT
    }

    /** The legend's place. */
    public enum Legend {
        HIDDEN,
        AUTO,
        RIGHT,
        BOTTOM,
        TOP
    }

    /** A line chart's kind. */
    public enum LineStyle {
        LINE,
        AREA,
        STACKED_AREA
    }

    /** An axis's title: hidden, or with these words, or as the field's label says. */
    public record AxisLabel(boolean visible, Optional<String> words) {}
}
