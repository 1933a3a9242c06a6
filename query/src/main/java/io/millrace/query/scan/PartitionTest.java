package io.millrace.query.scan;

import io.millrace.catalog.Table;
import io.millrace.formats.HiveType;
import io.millrace.query.sql.ScanPlan.Comparison;
import io.millrace.query.sql.ScanPlan.Constraint;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A demand on a partition column, with its constants known. Immutable.
 *
 * @param constants empty where a constant is null: then nothing passes
 */
record PartitionTest(int partition, HiveType type, Comparison comparison, List<String> constants) {

    /** The test, with the values that the engine gave for the constants. */
    static PartitionTest of(Table table, Constraint constraint, List<Optional<String>> values) {
        HiveType type =
                HiveType.parse(table.partitionKeys().get(constraint.partition()).type());
        List<String> constants = values.stream().flatMap(Optional::stream).toList();
        return new PartitionTest(constraint.partition(), type, constraint.comparison(), constants);
    }

    boolean passes(List<String> partition) {
        String value = partition.get(this.partition);
        return !value.equals(PartitionValue.NULL) && constants.stream().anyMatch(constant -> passes(value, constant));
    }

    private boolean passes(String value, String constant) {
        if (comparison == Comparison.PREFIX) {
            return value.startsWith(constant);
        }
        int order = type.isText() ? compareText(value, constant) : compareNumbers(value, constant);
        return switch (comparison) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case PREFIX -> true;
        };
    }

    private static int compareText(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static int compareNumbers(String a, String b) {
        return new BigInteger(a).compareTo(new BigInteger(b));
    }
}
