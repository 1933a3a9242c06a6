package io.millrace.insight.api;

import io.millrace.base.Ids;
import io.millrace.insight.data.DataSet;
import io.millrace.insight.data.DataSetReader;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.data.Ingestions;
import io.millrace.insight.state.IngestionStore;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.insight.state.Snapshot;
import io.millrace.insight.visual.ColumnType;
import io.millrace.insight.visual.DataColumn;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Data sets over one table or one query; SPICE begins an import at once. */
record DataSetOperations(Desk desk, Ingestions ingestions, IngestionStore store, RandomGenerator random) {

    Desk.Answer create(Call call) throws Exception {
        Input input = call.input();
        ResourceKey key = desk.key(call, Kind.DATA_SET, input.requiredString("DataSetId"));
        desk.authorize(call, "CreateDataSet", key);
        String name = Desk.name(input, 128);
        DataSet.Plan plan = DataSetReader.read(input);
        passDataSource(call, plan.dataSourceArn());
        ObjectNode document = Desk.object().put("incarnation", Ids.uuid(random).toString());
        for (String kept : new String[] {"ImportMode", "PhysicalTableMap", "LogicalTableMap"}) {
            input.node(kept).ifPresent(value -> document.set(kept, value));
        }
        Desk.keepPermissionsAndTags(input, document);
        input.refuseUnread();
        Instant now = desk.now();
        Resource resource = new Resource(key, name, document, now, now, Optional.empty());
        desk.create(resource);
        ObjectNode body = identified(key);
        if (plan.spice()) {
            String id = Ids.uuid(random).toString();
            ingestions.start(DataSets.of(resource), id, "INITIAL_INGESTION");
            body.put("IngestionArn", IngestionOperations.arn(desk, key, id)).put("IngestionId", id);
        }
        return new Desk.Answer(201, body);
    }

    private void passDataSource(Call call, String arn) {
        ResourceKey source = ResourceKey.parse(arn, Kind.DATA_SOURCE)
                .orElseThrow(() -> Desk.invalid("DataSourceArn '" + arn + "' is not the ARN of a data source."));
        if (!source.region().equals(call.request().region())) {
            throw Desk.invalid("The data source '" + arn + "' is in another region.");
        }
        desk.require(call, "PassDataSource", source);
    }

    Desk.Answer describe(Call call) {
        Resource resource = desk.require(call, "DescribeDataSet", key(call));
        DataSet dataSet = DataSets.of(resource);
        ObjectNode shown = summary(resource);
        for (String kept : new String[] {"PhysicalTableMap", "LogicalTableMap"}) {
            if (resource.document().has(kept)) {
                shown.set(kept, resource.document().get(kept));
            }
        }
        ArrayNode columns = shown.putArray("OutputColumns");
        for (DataColumn column : dataSet.plan().columns()) {
            // The model knows no BOOLEAN among output columns; QuickSight shows such a column as INTEGER.
            ColumnType type = column.type() == ColumnType.BOOLEAN ? ColumnType.INTEGER : column.type();
            columns.addObject().put("Name", column.name()).put("Type", type.name());
        }
        long bytes = store.snapshot(dataSet.incarnation()).map(Snapshot::bytes).orElse(0L);
        shown.put("ConsumedSpiceCapacityInBytes", bytes);
        ObjectNode body = Desk.object();
        body.set("DataSet", shown);
        return Desk.Answer.ok(body);
    }

    Desk.Answer list(Call call) {
        desk.authorize(call, "ListDataSets", new ResourceKey(call.request().region(), Kind.DATA_SET, "*"));
        return desk.page(
                call,
                Kind.DATA_SET,
                "DataSetSummaries",
                resource -> summary(resource)
                        .put("RowLevelPermissionTagConfigurationApplied", false)
                        .put("ColumnLevelPermissionRulesApplied", false));
    }

    Desk.Answer delete(Call call) {
        Resource resource = desk.require(call, "DeleteDataSet", key(call));
        desk.resources().delete(resource.key());
        ingestions.forget(DataSets.of(resource));
        return Desk.Answer.ok(identified(resource.key()));
    }

    private ResourceKey key(Call call) {
        return desk.key(call, Kind.DATA_SET, call.path("DataSetId"));
    }

    private ObjectNode identified(ResourceKey key) {
        return Desk.object().put("Arn", key.arn(desk.account()).toString()).put("DataSetId", key.id());
    }

    private ObjectNode summary(Resource resource) {
        return identified(resource.key())
                .put("Name", resource.name())
                .put("CreatedTime", Desk.seconds(resource.created()))
                .put("LastUpdatedTime", Desk.seconds(resource.updated()))
                .put("ImportMode", resource.document().get("ImportMode").stringValue());
    }
}
