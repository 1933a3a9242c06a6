package io.millrace.insight.api;

import io.millrace.insight.data.DataSet;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.definition.Definition;
import io.millrace.insight.definition.DefinitionReader;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.ResourceKey;
import io.millrace.insight.visual.DataTable;
import io.millrace.insight.visual.VisualRefused;
import io.millrace.insight.visual.VisualSql;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The definition in a create call: read, its data sets found, each visual tried against its columns. */
record Definitions(Desk desk, DataSets dataSets) {

    /** The document under {@code Definition}, after all checks; all problems with columns are told at once. */
    ObjectNode read(Call call, Input input) {
        if (!input.has("Definition")) {
            throw Desk.invalid("Definition is missing. Give the definition itself; templates (SourceEntity) are not "
                    + "supported here.");
        }
        ObjectNode document = input.requiredObject("Definition").whole();
        strict(input);
        Definition definition = DefinitionReader.read(document);
        Map<String, DataSet> found = new LinkedHashMap<>();
        definition.dataSets().forEach((identifier, arn) -> found.put(identifier, dataSet(call, arn)));
        List<String> problems = new ArrayList<>();
        for (Definition.Placed placed : definition.visuals()) {
            DataSet dataSet = found.get(placed.visual().dataSet());
            if (dataSet == null) {
                throw new IllegalStateException("The reader checks that identifiers are declared.");
            }
            DataTable table = new DataTable("checked", dataSet.plan().columns());
            try {
                VisualSql checked = new VisualSql(placed.visual(), definition.filters(placed), table);
                checked.columns();
            } catch (VisualRefused refused) {
                problems.add("visual '" + placed.visual().id() + "': " + refused.text());
            }
        }
        if (!problems.isEmpty()) {
            throw Desk.invalid("The definition does not fit its data sets: " + String.join(" ", problems));
        }
        return document;
    }

    private static void strict(Input input) {
        input.object("ValidationStrategy").ifPresent(strategy -> {
            String mode = strategy.requiredString("Mode");
            if (!mode.equals("STRICT")) {
                throw strategy.broken("Mode", mode, "Member must be STRICT, the only mode supported here");
            }
        });
    }

    private DataSet dataSet(Call call, String arn) {
        ResourceKey key = ResourceKey.parse(arn, Kind.DATA_SET)
                .filter(parsed -> parsed.region().equals(call.request().region()))
                .orElseThrow(() -> Desk.invalid("DataSetArn '" + arn + "' is not the ARN of a data set of "
                        + call.request().region() + "."));
        return DataSets.of(desk.require(call, "PassDataSet", key));
    }

    /** {@code DataSetArns} and {@code Sheets} of a description. */
    static void summarize(ObjectNode shown, Definition definition) {
        ArrayNode arns = shown.putArray("DataSetArns");
        definition.dataSets().values().stream().distinct().forEach(arns::add);
        ArrayNode sheets = shown.putArray("Sheets");
        definition.sheets().forEach(sheet -> {
            ObjectNode one = sheets.addObject().put("SheetId", sheet.id());
            sheet.name().ifPresent(name -> one.put("Name", name));
        });
    }
}
