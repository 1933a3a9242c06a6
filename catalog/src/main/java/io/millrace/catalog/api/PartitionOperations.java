package io.millrace.catalog.api;

import io.millrace.catalog.Partition;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import io.millrace.catalog.filter.PartitionFilter;
import io.millrace.wire.Input;
import io.millrace.wire.WireRequest;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Partitions, one at a time, and lists of them. Shared between threads. */
record PartitionOperations(Glue glue) {

    private static final int STRETCH = 1000;
    private static final int MOST_SEGMENTS = 10;

    ObjectNode create(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:CreatePartition");
        Partition partition = TableDocument.partition(input.requiredObject("PartitionInput"));
        input.refuseUnread();
        glue.require(of);
        glue.catalog().partitions().create(of, partition);
        return Glue.nothing();
    }

    ObjectNode get(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:GetPartition");
        List<String> values = GlueInput.values(input, "PartitionValues");
        input.refuseUnread();
        Table table = glue.require(of);
        Partition partition = glue.catalog()
                .partitions()
                .find(of, values)
                .orElseThrow(() -> GlueError.missing("Cannot find partition."));
        ObjectNode answer = Glue.nothing();
        answer.set("Partition", TableDocument.write(partition, table, glue.account()));
        return answer;
    }

    ObjectNode list(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:GetPartitions");
        String expression = input.string("Expression").orElse("");
        Predicate<Partition> segment =
                input.object("Segment").map(PartitionOperations::segment).orElse(_ -> true);
        boolean columns = !input.bool("ExcludeColumnSchema").orElse(false);
        int limit = GlueInput.limit(input, STRETCH);
        String after = GlueInput.after(input);
        input.refuseUnread();
        Table table = glue.require(of);
        PartitionFilter filter = PartitionFilter.parse(expression, table.partitionKeys());
        ObjectNode answer = Glue.nothing();
        ArrayNode nodes = answer.putArray("Partitions");
        while (true) {
            Partitions.Page page = glue.catalog().partitions().page(of, after, STRETCH);
            for (Partition partition : page.partitions()) {
                if (nodes.size() == limit) {
                    answer.put("NextToken", GlueInput.token(after));
                    return answer;
                }
                after = Partitions.place(partition);
                if (partition.values().size() == table.partitionKeys().size()
                        && segment.test(partition)
                        && filter.test(partition.values())) {
                    Partition shown = columns ? partition : TableDocument.withoutColumns(partition);
                    nodes.add(TableDocument.write(shown, table, glue.account()));
                }
            }
            if (page.next().isEmpty()) {
                return answer;
            }
        }
    }

    ObjectNode update(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:UpdatePartition");
        List<String> values = GlueInput.values(input, "PartitionValueList");
        Partition partition = TableDocument.partition(input.requiredObject("PartitionInput"));
        input.refuseUnread();
        glue.require(of);
        glue.catalog().partitions().update(of, values, partition);
        return Glue.nothing();
    }

    ObjectNode delete(WireRequest request, Input input) {
        Partitions.Of of = glue.table(request, input, "TableName", "glue:DeletePartition");
        List<String> values = GlueInput.values(input, "PartitionValues");
        input.refuseUnread();
        glue.require(of);
        glue.catalog().partitions().drop(of, values);
        return Glue.nothing();
    }

    /** A share of the partitions, so that several readers can divide the list. */
    private static Predicate<Partition> segment(Input input) {
        long number = input.integer("SegmentNumber").orElseThrow(() -> input.missing("SegmentNumber"));
        long total = input.integer("TotalSegments").orElseThrow(() -> input.missing("TotalSegments"));
        if (total < 1 || total > MOST_SEGMENTS || number < 0 || number >= total) {
            throw GlueError.invalid("TotalSegments is 1 to " + MOST_SEGMENTS
                    + ", and SegmentNumber from 0 to one less than TotalSegments.");
        }
        return partition -> Math.floorMod(partition.values().hashCode(), total) == number;
    }
}
