package io.millrace.insight.definition;

/** The kinds of visuals that are drawn here, each with its member of QuickSight's {@code Visual} structure. */
public enum VisualKind {
    BAR("BarChartVisual"),
    LINE("LineChartVisual"),
    PIE("PieChartVisual"),
    KPI("KPIVisual"),
    TABLE("TableVisual");

    private final String member;

    VisualKind(String member) {
        this.member = member;
    }

    public String member() {
        return member;
    }
}
