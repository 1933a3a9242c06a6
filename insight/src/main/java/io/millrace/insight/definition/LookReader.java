package io.millrace.insight.definition;

import io.millrace.wire.Input;
import java.util.List;
import java.util.Optional;

/** Reads how a chart is drawn. Fonts, colours and tooltips are the page's own and are refused by name. */
final class LookReader {

    private LookReader() {}

    private enum LineType {
        LINE,
        AREA,
        STACKED_AREA
    }

    private enum Position {
        AUTO,
        RIGHT,
        BOTTOM,
        TOP
    }

    static Look look(VisualKind kind, Input chart) {
        return switch (kind) {
            case BAR ->
                new Look(
                        Choice.of(chart, "Orientation", Look.Orientation.class).orElse(Look.Orientation.HORIZONTAL),
                        Choice.of(chart, "BarsArrangement", Look.Arrangement.class)
                                .orElse(Look.Arrangement.CLUSTERED),
                        dataLabels(chart),
                        legend(chart),
                        axisLabel(chart, "CategoryLabelOptions"),
                        axisLabel(chart, "ValueLabelOptions"),
                        Look.LineStyle.LINE);
            case LINE -> line(chart);
            case PIE -> {
                Look plain = Look.PLAIN;
                yield new Look(
                        plain.orientation(),
                        plain.arrangement(),
                        dataLabels(chart),
                        legend(chart),
                        Optional.empty(),
                        Optional.empty(),
                        plain.line());
            }
            case KPI, TABLE -> Look.PLAIN;
        };
    }

    private static Look line(Input chart) {
        Look.LineStyle style = switch (Choice.of(chart, "Type", LineType.class).orElse(LineType.LINE)) {
            case LINE -> Look.LineStyle.LINE;
            case AREA -> Look.LineStyle.AREA;
            case STACKED_AREA -> Look.LineStyle.STACKED_AREA;
        };
        return new Look(
                Look.PLAIN.orientation(),
                Look.PLAIN.arrangement(),
                dataLabels(chart),
                legend(chart),
                axisLabel(chart, "XAxisLabelOptions"),
                Optional.empty(),
                style);
    }

    private static boolean dataLabels(Input chart) {
        return chart.object("DataLabels")
                .map(labels -> Choice.visible(labels).orElse(true))
                .orElse(false);
    }

    private static Optional<Look.Legend> legend(Input chart) {
        return chart.object("Legend").map(legend -> {
            Position position = Choice.of(legend, "Position", Position.class).orElse(Position.AUTO);
            if (!Choice.visible(legend).orElse(true)) {
                return Look.Legend.HIDDEN;
            }
            return switch (position) {
                case AUTO -> Look.Legend.AUTO;
                case RIGHT -> Look.Legend.RIGHT;
                case BOTTOM -> Look.Legend.BOTTOM;
                case TOP -> Look.Legend.TOP;
            };
        });
    }

    private static Optional<Look.AxisLabel> axisLabel(Input chart, String name) {
        return chart.object(name).map(label -> {
            List<Input> options = label.objects("AxisLabelOptions");
            if (options.size() > 1) {
                throw DefinitionReader.invalid(name + ".AxisLabelOptions holds several labels. Leave one.");
            }
            Optional<String> words =
                    options.isEmpty() ? Optional.empty() : options.getFirst().string("CustomLabel");
            return new Look.AxisLabel(Choice.visible(label).orElse(true), words);
        });
    }
}
