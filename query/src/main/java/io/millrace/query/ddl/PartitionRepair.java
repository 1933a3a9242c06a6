package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.Partition;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.open.OpenObject;
import io.millrace.objects.open.OpenSnapshot;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.Listing;
import io.millrace.query.scan.PartitionValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * MSCK REPAIR TABLE: registers a partition for each directory of the form {@code column=value/} below the table's
 * location that has none. Directories are found level by level, never object by object; what delivery has not sealed
 * yet counts as if it were. Used by one thread, for one statement.
 */
record PartitionRepair(DdlSession session, ObjectsDoor door, OpenData open) {

    private static final int PAGE = 1000;

    DdlResult run(DdlStatement.Name name) throws IOException {
        session.authorize("glue:BatchCreatePartition", name);
        Table table = session.partitioned(name);
        TableLocation location = TableLocation.parse(table.location());
        Map<List<String>, String> found = new HashMap<>();
        descend(table, location, location.prefix(), List.of(), found);
        openPartitions(table, location, found);

        Partitions.Of of = session.of(name);
        Set<List<String>> registered = new HashSet<>();
        session.catalog().partitions().all(of).forEach(partition -> registered.add(partition.values()));
        List<Partition> missing = new ArrayList<>();
        Set<String> paths = new TreeSet<>();
        found.forEach((values, directory) -> {
            if (!registered.contains(values)) {
                paths.add(HivePath.of(table, values));
                missing.add(PartitionDdl.partition(table, values, "s3://" + location.bucket() + "/" + directory));
            }
        });
        session.catalog().partitions().createMissing(of, missing);
        return DdlResult.one("result", lines(table, paths));
    }

    private static List<String> lines(Table table, Set<String> paths) {
        List<String> lines = new ArrayList<>();
        if (!paths.isEmpty()) {
            lines.add("Partitions not in metastore:\t"
                    + String.join(
                            "\t",
                            paths.stream()
                                    .map(path -> table.name() + ":" + path)
                                    .toList()));
        }
        paths.forEach(path -> lines.add("Repair: Added partition to metastore " + table.name() + ":" + path));
        return lines;
    }

    private void descend(
            Table table, TableLocation location, String prefix, List<String> values, Map<List<String>, String> found)
            throws IOException {
        if (values.size() == table.partitionKeys().size()) {
            found.put(values, prefix);
            return;
        }
        Column key = table.partitionKeys().get(values.size());
        String after = "";
        while (true) {
            Listing page = door.list(session.caller(), location.bucket(), new ListRequest(prefix, "/", after, PAGE));
            for (String child : page.commonPrefixes()) {
                String directory = child.substring(prefix.length(), child.length() - 1);
                Optional<String> value = value(directory, key);
                if (value.isPresent()) {
                    descend(table, location, child, with(values, value.get()), found);
                }
            }
            if (page.next().isEmpty()) {
                return;
            }
            after = page.next().get();
        }
    }

    private void openPartitions(Table table, TableLocation location, Map<List<String>, String> found) {
        try (OpenSnapshot snapshot = open.snapshot(location.bucket(), location.prefix())) {
            for (OpenObject object : snapshot.objects()) {
                addOpen(table, location.prefix(), object.key(), found);
            }
        }
    }

    private static void addOpen(Table table, String prefix, String key, Map<List<String>, String> found) {
        List<String> values = new ArrayList<>();
        int at = prefix.length();
        for (Column column : table.partitionKeys()) {
            int end = key.indexOf('/', at);
            Optional<String> value = end < 0 ? Optional.empty() : value(key.substring(at, end), column);
            if (value.isEmpty()) {
                return;
            }
            values.add(value.get());
            at = end + 1;
        }
        found.putIfAbsent(List.copyOf(values), key.substring(0, at));
    }

    /** A directory whose value the column could not hold is none of the table's: it would break every query. */
    private static Optional<String> value(String directory, Column column) {
        return HivePath.value(directory, column.name())
                .filter(value -> PartitionValue.problem(column, value).isEmpty());
    }

    private static List<String> with(List<String> values, String value) {
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return List.copyOf(more);
    }
}
