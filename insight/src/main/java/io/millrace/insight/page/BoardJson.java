package io.millrace.insight.page;

import io.millrace.base.Json;
import io.millrace.insight.definition.Dimension;
import io.millrace.insight.definition.Look;
import io.millrace.insight.definition.Measure;
import io.millrace.insight.definition.Sheet;
import io.millrace.insight.definition.Visual;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.visual.VisualColumn;
import io.millrace.insight.visual.VisualData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents that pages read. */
final class BoardJson {

    private BoardJson() {}

    static ObjectNode summary(Resource resource) {
        return Json.MAPPER
                .createObjectNode()
                .put("kind", resource.key().kind() == Kind.DASHBOARD ? "dashboard" : "analysis")
                .put("region", resource.key().region())
                .put("id", resource.key().id())
                .put("name", resource.name())
                .put("created", resource.created().toString())
                .put("updated", resource.updated().toString());
    }

    static ObjectNode board(Board board, Map<String, String> dataSetNames) {
        ObjectNode document = summary(board.resource());
        ArrayNode sheets = document.putArray("sheets");
        for (Sheet sheet : board.definition().sheets()) {
            ObjectNode one = sheets.addObject().put("id", sheet.id());
            sheet.name().ifPresent(name -> one.put("name", name));
            sheet.title().ifPresent(title -> one.put("title", title));
            sheet.description().ifPresent(text -> one.put("description", text));
            sheet.fixedWidth().ifPresent(width -> one.put("width", width));
            Map<String, SheetGrid.Place> places = SheetGrid.of(sheet);
            ArrayNode visuals = one.putArray("visuals");
            for (Visual visual : sheet.visuals()) {
                ObjectNode shown = visual(visual);
                visuals.add(shown);
                shown.put("dataSet", dataSetNames.getOrDefault(visual.dataSet(), visual.dataSet()));
                SheetGrid.Place place = places.get(visual.id());
                if (place != null) {
                    shown.putObject("place")
                            .put("column", place.column())
                            .put("row", place.row())
                            .put("columnSpan", place.columnSpan())
                            .put("rowSpan", place.rowSpan());
                }
            }
        }
        return document;
    }

    private static ObjectNode visual(Visual visual) {
        ObjectNode shown = Json.MAPPER.createObjectNode().put("id", visual.id()).put("kind", lower(visual.kind()));
        if (!visual.heading().titleHidden()) {
            shown.put("title", visual.heading().title().orElseGet(() -> spoken(visual)));
        }
        visual.heading().subtitle().ifPresent(text -> shown.put("subtitle", text));
        shown.put("description", visual.heading().altText().orElseGet(() -> spoken(visual)));
        Look look = visual.look();
        ObjectNode drawn = shown.putObject("look")
                .put("orientation", lower(look.orientation()))
                .put("arrangement", lower(look.arrangement()))
                .put("line", lower(look.line()))
                .put("dataLabels", look.dataLabels());
        look.legend().ifPresent(legend -> drawn.put("legend", lower(legend)));
        look.categoryLabel().ifPresent(label -> axisLabel(drawn.putObject("categoryLabel"), label));
        look.valueLabel().ifPresent(label -> axisLabel(drawn.putObject("valueLabel"), label));
        return shown;
    }

    private static void axisLabel(ObjectNode node, Look.AxisLabel label) {
        node.put("visible", label.visible());
        label.words().ifPresent(words -> node.put("words", words));
    }

    /** "Sum of time_spent by element_clicked": the title where none is given, and what a screen reader says. */
    static String spoken(Visual visual) {
        String values = visual.wells().values().stream().map(Measure::label).collect(Collectors.joining(", "));
        String groups =
                visual.wells().dimensions().stream().map(BoardJson::spoken).collect(Collectors.joining(" and "));
        if (values.isEmpty()) {
            return groups;
        }
        return groups.isEmpty() ? values : values + " by " + groups;
    }

    private static String spoken(Dimension dimension) {
        return dimension
                .granularity()
                .map(granularity ->
                        granularity.unit() + " of " + dimension.column().column())
                .orElse(dimension.column().column());
    }

    static ObjectNode data(String visualId, VisualData data) {
        ObjectNode document = Json.MAPPER.createObjectNode().put("visualId", visualId);
        ArrayNode columns = document.putArray("columns");
        for (VisualColumn column : data.columns()) {
            ObjectNode shown = columns.addObject()
                    .put("fieldId", column.fieldId())
                    .put("label", column.label())
                    .put("role", lower(column.role()))
                    .put("type", lower(column.type()));
            column.granularity().ifPresent(granularity -> shown.put("granularity", granularity.unit()));
        }
        rows(document.putArray("rows"), data.rows());
        rows(document.putArray("others"), data.others());
        data.shortenedTo().ifPresent(items -> document.put("shortenedTo", items));
        ObjectNode freshness = document.putObject("freshness")
                .put("live", data.freshness().live())
                .put("asOf", data.freshness().asOf().toString());
        ArrayNode leftOut = freshness.putArray("leftOut");
        data.freshness().leftOut().forEach(leftOut::add);
        document.put("sql", String.join(";\n\n", data.sql()));
        return document;
    }

    private static void rows(ArrayNode array, List<List<@Nullable Object>> rows) {
        for (List<@Nullable Object> row : rows) {
            ArrayNode shown = array.addArray();
            for (Object value : row) {
                add(shown, value);
            }
        }
    }

    /** Times go as UTC; a number that a browser's double cannot hold goes as text. */
    private static void add(ArrayNode row, @Nullable Object value) {
        switch (value) {
            case null -> row.addNull();
            case Boolean bool -> row.add(bool);
            case Double number -> addFinite(row, number);
            case Float number -> addFinite(row, number.doubleValue());
            case BigInteger number -> addExact(row, new BigDecimal(number));
            case BigDecimal number -> addExact(row, number);
            case Number number -> addExact(row, BigDecimal.valueOf(number.longValue()));
            case LocalDateTime time -> row.add(time.toInstant(ZoneOffset.UTC).toString());
            case Instant time -> row.add(time.toString());
            case Timestamp time ->
                row.add(time.toLocalDateTime().toInstant(ZoneOffset.UTC).toString());
            case LocalDate date ->
                row.add(date.atStartOfDay().toInstant(ZoneOffset.UTC).toString());
            default -> row.add(value.toString());
        }
    }

    private static void addFinite(ArrayNode row, double number) {
        if (Double.isFinite(number)) {
            row.add(number);
        } else {
            row.add(Double.toString(number));
        }
    }

    private static void addExact(ArrayNode row, BigDecimal number) {
        if (number.stripTrailingZeros().precision() <= 15) {
            row.add(number);
        } else {
            row.add(number.toPlainString());
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
