package io.millrace.query.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A query as the engine's text; its columns are called {@code c0}, {@code c1} and so on there.
 *
 * @param columns the names and types that users see
 */
record Rendered(String sql, List<AnalyzedQuery.OutputColumn> columns) {

    /** The same columns by other names, as many. */
    Rendered named(List<String> names) {
        List<AnalyzedQuery.OutputColumn> renamed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.add(new AnalyzedQuery.OutputColumn(
                    names.get(i), columns.get(i).type()));
        }
        return new Rendered(sql, renamed);
    }

    static String column(int index) {
        return "c" + index;
    }
}
