package io.millrace.query.ddl;

import io.millrace.catalog.Partition;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Storage;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.catalog.filter.PartitionFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds, drops, renames and moves registered partitions. Used by one thread, for one statement. */
record PartitionDdl(DdlSession session) {

    DdlResult add(DdlStatement.AddPartitions add) {
        session.authorize("glue:BatchCreatePartition", add.name());
        Table table = session.partitioned(add.name());
        List<Partition> partitions = new ArrayList<>();
        for (DdlStatement.Placed placed : add.partitions()) {
            List<String> values = PartitionSpecs.values(table, placed.spec());
            String location = placed.location().orElseGet(() -> below(table, HivePath.of(table, values)));
            partitions.add(partition(table, values, location));
        }
        Partitions.Of of = session.of(add.name());
        if (!add.ifNotExists()) {
            for (Partition partition : partitions) {
                if (session.catalog().partitions().find(of, partition.values()).isPresent()) {
                    throw new DdlError("FAILED: Execution Error, return code 1 from"
                            + " org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException: Partition already"
                            + " exists: " + HivePath.of(table, partition.values())
                            + ". Write ADD IF NOT EXISTS to leave it as it is.");
                }
            }
        }
        session.catalog().partitions().createMissing(of, partitions);
        return DdlResult.NONE;
    }

    DdlResult drop(DdlStatement.DropPartitions drop) {
        session.authorize("glue:BatchDeletePartition", drop.name());
        Table table = session.partitioned(drop.name());
        Partitions.Of of = session.of(drop.name());
        List<Partition> all = session.catalog().partitions().all(of);
        List<List<String>> dropped = new ArrayList<>();
        for (DdlStatement.Spec spec : drop.specs()) {
            PartitionFilter filter = PartitionSpecs.filter(table, spec);
            List<List<String>> found = all.stream()
                    .map(Partition::values)
                    .filter(values -> values.size() == table.partitionKeys().size() && filter.test(values))
                    .toList();
            if (found.isEmpty() && !drop.ifExists()) {
                throw new DdlError("FAILED: SemanticException [Error 10006]: " + spec.at()
                        + "Partition not found. Write DROP IF EXISTS where it may be missing.");
            }
            dropped.addAll(found);
        }
        dropped.stream()
                .distinct()
                .forEach(values -> session.catalog().partitions().drop(of, values));
        return DdlResult.NONE;
    }

    DdlResult rename(DdlStatement.RenamePartition rename) {
        session.authorize("glue:UpdatePartition", rename.name());
        Table table = session.partitioned(rename.name());
        List<String> values = PartitionSpecs.values(table, rename.spec());
        Partition partition = find(rename.name(), table, values);
        session.catalog()
                .partitions()
                .update(
                        session.of(rename.name()),
                        values,
                        partition.withValues(PartitionSpecs.values(table, rename.to())));
        return DdlResult.NONE;
    }

    DdlResult move(DdlStatement.AlterLocation move) {
        TableLocation.parse(move.location());
        if (move.spec().isEmpty()) {
            return session.alter(move.name(), (table, builder) -> builder.location(move.location()));
        }
        session.authorize("glue:UpdatePartition", move.name());
        Table table = session.partitioned(move.name());
        List<String> values = PartitionSpecs.values(table, move.spec().get());
        Partition partition = find(move.name(), table, values);
        Storage moved = partition.storage().change().location(move.location()).build();
        session.catalog().partitions().update(session.of(move.name()), values, partition.withStorage(moved));
        return DdlResult.NONE;
    }

    DdlResult show(DdlStatement.ShowPartitions show) {
        session.authorize("glue:GetPartitions", show.name());
        Table table = session.partitioned(show.name());
        Optional<PartitionFilter> filter = show.spec().map(spec -> PartitionSpecs.filter(table, spec));
        List<String> names = session.catalog().partitions().all(session.of(show.name())).stream()
                .map(Partition::values)
                .filter(values -> values.size() == table.partitionKeys().size())
                .filter(values -> filter.map(it -> it.test(values)).orElse(true))
                .map(values -> HivePath.of(table, values))
                .sorted()
                .toList();
        return DdlResult.one("partition", names);
    }

    Partition find(DdlStatement.Name name, Table table, List<String> values) {
        return session.catalog()
                .partitions()
                .find(session.of(name), values)
                .orElseThrow(() -> new DdlError(
                        "FAILED: SemanticException [Error 10006]: Partition not found " + HivePath.of(table, values)));
    }

    /** A partition of the table that is read as the table is. */
    static Partition partition(Table table, List<String> values, String location) {
        TableLocation.parse(location);
        return Partition.of(values, table.storage().change().location(location).build(), Map.of());
    }

    static String below(Table table, String path) {
        String location = table.location();
        return location + (location.endsWith("/") ? "" : "/") + path;
    }
}
