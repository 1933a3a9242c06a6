package io.millrace.query.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A query as the engine's text; its columns are called {@code c0}, {@code c1} and so on there.
 *
 * @param columns the names and types that users see
 * @param partitions for each column, the partition column that it is, where a condition on it may as well be put to the
 *     scan below
 */
record Rendered(
        String sql, List<AnalyzedQuery.OutputColumn> columns, List<Optional<Scope.PartitionColumn>> partitions) {

    Rendered(String sql, List<AnalyzedQuery.OutputColumn> columns) {
        this(sql, columns, Collections.nCopies(columns.size(), Optional.empty()));
    }

    /** The same columns by other names, as many. */
    Rendered named(List<String> names) {
        List<AnalyzedQuery.OutputColumn> renamed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.add(
                    new AnalyzedQuery.OutputColumn(names.get(i), columns.get(i).type()));
        }
        return new Rendered(sql, renamed, partitions);
    }

    static String column(int index) {
        return "c" + index;
    }
}
