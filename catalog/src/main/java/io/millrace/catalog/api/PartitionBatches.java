package io.millrace.catalog.api;

import io.millrace.base.Json;
import io.millrace.catalog.CatalogException;
import io.millrace.catalog.Partition;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Many partitions at a time; what cannot be done to one of them is told beside it. Shared between threads. */
record PartitionBatches(Glue glue) {

    ObjectNode create(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:BatchCreatePartition");
        List<Partition> partitions = new ArrayList<>();
        for (Input item : GlueInput.items(input, "PartitionInputList", 100)) {
            partitions.add(TableDocument.partition(item));
        }
        input.refuseUnread();
        glue.require(of);
        ArrayNode errors = Json.MAPPER.createArrayNode();
        for (Partition partition : partitions) {
            attempt(
                    errors,
                    "PartitionValues",
                    partition.values(),
                    () -> glue.catalog().partitions().create(of, partition));
        }
        return answer(errors);
    }

    ObjectNode delete(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:BatchDeletePartition");
        List<List<String>> lists = GlueInput.valueLists(input, "PartitionsToDelete", 25);
        input.refuseUnread();
        glue.require(of);
        ArrayNode errors = Json.MAPPER.createArrayNode();
        for (List<String> values : lists) {
            attempt(
                    errors,
                    "PartitionValues",
                    values,
                    () -> glue.catalog().partitions().drop(of, values));
        }
        return answer(errors);
    }

    /** Those that there are; the others are left out of the answer, as at Glue. */
    ObjectNode get(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:BatchGetPartition");
        List<List<String>> lists = GlueInput.valueLists(input, "PartitionsToGet", 1000);
        input.refuseUnread();
        Table table = glue.require(of);
        ObjectNode answer = Glue.nothing();
        ArrayNode nodes = answer.putArray("Partitions");
        for (List<String> values : lists) {
            glue.catalog()
                    .partitions()
                    .find(of, values)
                    .ifPresent(partition -> nodes.add(TableDocument.write(partition, table, glue.account())));
        }
        answer.putArray("UnprocessedKeys");
        return answer;
    }

    ObjectNode update(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:BatchUpdatePartition");
        record Entry(List<String> values, Partition partition) {}
        List<Entry> entries = new ArrayList<>();
        for (Input item : GlueInput.items(input, "Entries", 100)) {
            entries.add(new Entry(
                    GlueInput.values(item, "PartitionValueList"),
                    TableDocument.partition(item.requiredObject("PartitionInput"))));
        }
        input.refuseUnread();
        glue.require(of);
        ArrayNode errors = Json.MAPPER.createArrayNode();
        for (Entry entry : entries) {
            attempt(
                    errors,
                    "PartitionValueList",
                    entry.values(),
                    () -> glue.catalog().partitions().update(of, entry.values(), entry.partition()));
        }
        return answer(errors);
    }

    private static void attempt(ArrayNode errors, String member, List<String> values, Runnable change) {
        try {
            change.run();
        } catch (CatalogException refused) {
            ObjectNode error = errors.addObject();
            values.forEach(error.putArray(member)::add);
            TableOperations.detail(error, GlueError.of(refused), refused.text());
        }
    }

    private static ObjectNode answer(ArrayNode errors) {
        ObjectNode answer = Glue.nothing();
        answer.set("Errors", errors);
        return answer;
    }
}
