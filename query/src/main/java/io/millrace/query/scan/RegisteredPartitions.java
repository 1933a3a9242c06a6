package io.millrace.query.scan;

import io.millrace.catalog.Partition;
import io.millrace.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/** The registered partitions that a query wants, each checked to be readable as the table is. */
final class RegisteredPartitions {

    private RegisteredPartitions() {}

    static List<KeyPlaces> wanted(Table table, List<Partition> registered, List<PartitionTest> tests) {
        List<KeyPlaces> wanted = new ArrayList<>();
        for (Partition partition : registered) {
            if (partition.values().size() != table.partitionKeys().size()) {
                throw new ScanFailure(
                        "HIVE_INVALID_METADATA: The partition " + partition.values() + " of " + table.qualifiedName()
                                + " has not as many values as the table has partition columns. Drop it.");
            }
            for (int i = 0; i < table.partitionKeys().size(); i++) {
                PartitionValue.problem(
                                table.partitionKeys().get(i), partition.values().get(i))
                        .ifPresent(problem -> {
                            throw new ScanFailure(problem);
                        });
            }
            if (tests.stream().allMatch(test -> test.passes(partition.values()))) {
                requireSameFormat(table, partition);
                wanted.add(KeyPlaces.of(partition));
            }
        }
        return wanted;
    }

    /** A partition that was registered with another SerDe would be misread. */
    private static void requireSameFormat(Table table, Partition partition) {
        boolean same = partition.storage().serde().library().equals(table.serdeClass())
                && partition.storage().serde().parameters().equals(table.serdeParameters())
                && partition.storage().inputFormat().equals(table.inputFormat());
        boolean unsaid = partition.storage().serde().library().isEmpty();
        if (!same && !unsaid) {
            throw new ScanFailure("NOT_SUPPORTED: The partition " + partition.values() + " of " + table.qualifiedName()
                    + " has another SerDe, other SerDe properties or another input format than the table, which is not"
                    + " supported yet. Drop the partition and add it again.");
        }
    }
}
