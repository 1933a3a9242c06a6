package io.millrace.query.sql;

import java.util.List;

/**
 * A query as the engine's text; its columns are called {@code c0}, {@code c1} and so on there.
 *
 * @param columns the names and types that users see
 */
record Rendered(String sql, List<AnalyzedQuery.OutputColumn> columns) {

    static String column(int index) {
        return "c" + index;
    }
}
