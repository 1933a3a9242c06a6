package io.millrace.query.sql;

import java.util.List;

/**
 * A SELECT that may run.
 *
 * @param sql for the engine
 * @param columns what it answers, in order
 * @param scans the tables it reads
 * @param limit how many rows it answers at most; 0 where nobody said
 */
public record AnalyzedQuery(String sql, List<OutputColumn> columns, List<ScanPlan> scans, long limit) {

    private static final long FEW = 100_000;

    /** Whether the answer is known to be small. */
    public boolean isBounded() {
        return limit > 0 && limit <= FEW;
    }

    /** A column of the answer; {@code _col0} and so on where it has no name. */
    public record OutputColumn(String name, SqlType type) {}

    /** The same query, of whose rows only the first so many are wanted. */
    public AnalyzedQuery limited(long rows) {
        return new AnalyzedQuery("SELECT * FROM (" + sql + ") LIMIT " + rows, columns, scans, rows);
    }
}
