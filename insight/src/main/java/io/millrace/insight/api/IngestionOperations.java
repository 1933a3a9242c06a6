package io.millrace.insight.api;

import io.millrace.insight.data.DataSet;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.data.Ingestions;
import io.millrace.insight.state.Ingestion;
import io.millrace.insight.state.IngestionStatus;
import io.millrace.insight.state.IngestionStore;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.ResourceKey;
import io.millrace.insight.state.Snapshot;
import io.millrace.wire.Input;
import io.millrace.wire.RestJsonService.Call;
import io.millrace.wire.WireException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Imports of a SPICE data set. */
record IngestionOperations(Desk desk, Ingestions ingestions, IngestionStore store) {

    static String arn(Desk desk, ResourceKey dataSet, String id) {
        return dataSet.arn(desk.account()) + "/ingestion/" + id;
    }

    Desk.Answer create(Call call) throws Exception {
        DataSet dataSet = dataSet(call, "CreateIngestion");
        String id = call.path("IngestionId");
        if (!id.matches("[a-zA-Z0-9_-]{1,128}")) {
            throw Desk.invalid("The ingestion id '" + id + "' may hold letters, digits, '_' and '-', at most 128.");
        }
        Input input = call.input();
        String type = input.string("IngestionType").orElse("FULL_REFRESH");
        if (!type.equals("FULL_REFRESH")) {
            throw input.broken("IngestionType", type, "Member must be FULL_REFRESH, the only type supported here");
        }
        input.refuseUnread();
        if (!dataSet.plan().spice()) {
            throw Desk.invalid("The data set '" + dataSet.key().id()
                    + "' is queried directly: it has nothing to import. Make it with ImportMode SPICE.");
        }
        Ingestion ingestion = ingestions
                .start(dataSet, id, "FULL_REFRESH")
                .orElseThrow(() -> new WireException(
                        QuickSightError.RESOURCE_EXISTS,
                        "The data set has an ingestion '" + id + "' already. Choose another id.",
                        Map.of("ResourceType", "INGESTION")));
        ObjectNode body = Desk.object()
                .put("Arn", arn(desk, dataSet.key(), id))
                .put("IngestionId", id)
                .put("IngestionStatus", ingestion.status().name());
        return new Desk.Answer(201, body);
    }

    Desk.Answer describe(Call call) {
        DataSet dataSet = dataSet(call, "DescribeIngestion");
        Ingestion ingestion = store.find(dataSet.incarnation(), call.path("IngestionId"))
                .orElseThrow(() -> new WireException(
                        QuickSightError.RESOURCE_NOT_FOUND,
                        "The data set has no ingestion '" + call.path("IngestionId") + "'.",
                        Map.of("ResourceType", "INGESTION")));
        ObjectNode body = Desk.object();
        body.set("Ingestion", shown(dataSet, ingestion));
        return Desk.Answer.ok(body);
    }

    Desk.Answer list(Call call) {
        DataSet dataSet = dataSet(call, "ListIngestions");
        ObjectNode body = Desk.object();
        List<Ingestion> page = desk.slice(call, store.list(dataSet.incarnation()), body);
        ArrayNode list = body.putArray("Ingestions");
        page.forEach(ingestion -> list.add(shown(dataSet, ingestion)));
        return Desk.Answer.ok(body);
    }

    private DataSet dataSet(Call call, String action) {
        ResourceKey key = desk.key(call, Kind.DATA_SET, call.path("DataSetId"));
        return DataSets.of(desk.require(call, action, key));
    }

    private ObjectNode shown(DataSet dataSet, Ingestion ingestion) {
        ObjectNode shown = Desk.object()
                .put("Arn", arn(desk, dataSet.key(), ingestion.id()))
                .put("IngestionId", ingestion.id())
                .put("IngestionStatus", ingestion.status().name())
                .put("CreatedTime", Desk.seconds(ingestion.created()))
                .put("RequestSource", "MANUAL")
                .put("RequestType", ingestion.requestType());
        ingestion
                .failure()
                .ifPresent(failure ->
                        shown.putObject("ErrorInfo").put("Type", failure.type()).put("Message", failure.message()));
        ingestion.result().ifPresent(result -> {
            shown.put("IngestionTimeInSeconds", result.seconds());
            shown.put("IngestionSizeInBytes", result.bytes());
            shown.putObject("RowInfo")
                    .put("RowsIngested", result.rowsIngested())
                    .put("RowsDropped", result.rowsDropped())
                    .put("TotalRowsInDataset", total(dataSet).orElse(result.rowsIngested()));
        });
        if (ingestion.status() == IngestionStatus.QUEUED) {
            runningBefore(ingestion)
                    .ifPresent(running -> shown.putObject("QueueInfo")
                            .put("WaitingOnIngestion", running)
                            .put("QueuedIngestion", ingestion.id()));
        }
        return shown;
    }

    private Optional<Long> total(DataSet dataSet) {
        return store.snapshot(dataSet.incarnation()).map(Snapshot::rows);
    }

    private Optional<String> runningBefore(Ingestion queued) {
        return store.list(queued.dataSet()).stream()
                .filter(other -> other.status() == IngestionStatus.RUNNING)
                .map(Ingestion::id)
                .findFirst();
    }
}
