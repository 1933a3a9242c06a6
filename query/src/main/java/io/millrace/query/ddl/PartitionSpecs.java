package io.millrace.query.ddl;

import io.millrace.catalog.Column;
import io.millrace.catalog.Table;
import io.millrace.catalog.filter.PartitionFilter;
import io.millrace.query.ddl.HiveDdlParser.PartitionSpecContext;
import io.millrace.query.ddl.HiveDdlParser.PartitionTermContext;
import io.millrace.query.ddl.HiveDdlParser.PartitionValueContext;
import io.millrace.query.scan.PartitionValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a PARTITION clause means for a table. */
final class PartitionSpecs {

    private PartitionSpecs() {}

    static DdlStatement.Spec read(PartitionSpecContext spec) {
        List<DdlStatement.Term> terms = new ArrayList<>();
        for (PartitionTermContext term : spec.partitionTerm()) {
            terms.add(new DdlStatement.Term(
                    DdlClauses.name(term.name()).toLowerCase(Locale.ROOT),
                    term.operator.getText(),
                    value(term.partitionValue())));
        }
        return new DdlStatement.Spec(terms, DdlClauses.at(spec));
    }

    /** The values of all the table's partition columns, which the clause must name with {@code =}, each once. */
    static List<String> values(Table table, DdlStatement.Spec spec) {
        check(table, spec);
        List<String> values = new ArrayList<>();
        for (Column key : table.partitionKeys()) {
            List<DdlStatement.Term> terms = spec.terms().stream()
                    .filter(term -> term.column().equals(key.name()))
                    .toList();
            if (terms.size() != 1 || !terms.getFirst().operator().equals("=")) {
                throw new DdlError("FAILED: SemanticException " + spec.at() + "the PARTITION clause must give each of "
                        + names(table) + " one value with '='; look at " + key.name() + ".");
            }
            String value = terms.getFirst().value();
            PartitionValue.problem(key, value).ifPresent(problem -> {
                throw new DdlError("FAILED: SemanticException " + spec.at() + problem);
            });
            values.add(value);
        }
        return values;
    }

    /** The partitions that the clause describes; columns that it does not name can be anything. */
    static PartitionFilter filter(Table table, DdlStatement.Spec spec) {
        check(table, spec);
        String expression = spec.terms().stream()
                .map(term -> DdlText.backquote(term.column()) + " " + term.operator() + " '"
                        + term.value().replace("'", "''") + "'")
                .collect(Collectors.joining(" AND "));
        return PartitionFilter.parse(expression, table.partitionKeys());
    }

    private static void check(Table table, DdlStatement.Spec spec) {
        Set<String> keys =
                new HashSet<>(table.partitionKeys().stream().map(Column::name).toList());
        for (DdlStatement.Term term : spec.terms()) {
            if (!keys.contains(term.column())) {
                throw new DdlError("FAILED: SemanticException " + spec.at() + "'" + term.column()
                        + "' is no partition column of " + table.qualifiedName() + ". Those are " + names(table) + ".");
            }
        }
    }

    private static List<String> names(Table table) {
        return table.partitionKeys().stream().map(Column::name).toList();
    }

    private static String value(PartitionValueContext value) {
        return value.text() != null ? DdlClauses.text(value.text()) : value.getText();
    }
}
