package io.millrace.query.engine;

import io.millrace.query.scan.PlannedScan;
import io.millrace.query.sql.AnalyzedQuery;
import io.millrace.query.sql.AnalyzedQuery.OutputColumn;
import io.millrace.query.sql.SqlType;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A query that runs: its rows, one after the other. Read by one thread; {@link #cancel} may be called by any. To be
 * closed.
 */
public final class RunningQuery implements AutoCloseable {

    /** So many rows of a large answer are in Java's hands at a time; the engine keeps the rest, on disk if need be. */
    private static final long PAGE = 100_000;

    private final AnalyzedQuery query;
    private final String sql;
    private final DuckDBConnection connection;
    private final List<PlannedScan> scans;
    private final Runnable release;
    private volatile @Nullable Statement statement;
    private @Nullable ResultSet rows;
    private long nextPage;
    private volatile boolean cancelled;

    /** @param sql the query's, with what its scans' names mean */
    RunningQuery(
            AnalyzedQuery query, String sql, DuckDBConnection connection, List<PlannedScan> scans, Runnable release) {
        this.query = query;
        this.sql = sql;
        this.connection = connection;
        this.scans = scans;
        this.release = release;
    }

    public List<OutputColumn> columns() {
        return query.columns();
    }

    /** Moves to the next row; false at the end. */
    public boolean next() {
        try {
            ResultSet current = rows;
            if (current == null) {
                Statement made = connection.createStatement();
                statement = made;
                stopIfCancelled();
                current = begin(made);
            }
            boolean more = current.next() || nextPage(current);
            stopIfCancelled();
            return more;
        } catch (SQLException failure) {
            stopIfCancelled();
            throw EngineErrors.translate(failure, scans);
        }
    }

    private ResultSet begin(Statement made) throws SQLException {
        if (query.isBounded()) {
            return show(made.executeQuery(sql));
        }
        made.execute("CREATE TEMP TABLE answer AS " + sql);
        return page(made);
    }

    private boolean nextPage(ResultSet over) throws SQLException {
        Statement made = statement;
        if (query.isBounded() || made == null || nextPage == 0) {
            return false;
        }
        over.close();
        stopIfCancelled();
        return page(made).next();
    }

    private ResultSet page(Statement made) throws SQLException {
        ResultSet page = made.executeQuery(
                "SELECT * FROM answer WHERE rowid >= " + nextPage + " AND rowid < " + (nextPage + PAGE));
        nextPage += PAGE;
        return show(page);
    }

    private ResultSet show(ResultSet next) {
        rows = next;
        return next;
    }

    /** Boolean, Long, Float, Double, BigDecimal, String, LocalDate, LocalDateTime or, for zoned, Instant. */
    public @Nullable Object value(int index) {
        ResultSet current = rows;
        if (current == null) {
            throw new IllegalStateException("There is no row yet.");
        }
        try {
            Object value = read(current, index + 1, query.columns().get(index).type());
            return current.wasNull() ? null : value;
        } catch (SQLException failure) {
            throw EngineErrors.translate(failure, scans);
        }
    }

    /** Bytes read from objects and open data so far. */
    public long scannedBytes() {
        return scans.stream().mapToLong(PlannedScan::scannedBytes).sum();
    }

    /** Makes the query stop as soon as it can. */
    public void cancel() {
        cancelled = true;
        scans.forEach(PlannedScan::stop);
        Statement current = statement;
        if (current != null) {
            try {
                current.cancel();
            } catch (SQLException alreadyOver) {
                // There is nothing to stop any more.
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw EngineErrors.translate(failure, scans);
        } finally {
            release.run();
        }
    }

    private void stopIfCancelled() {
        if (cancelled) {
            throw new EngineFailure("The query was cancelled.", true);
        }
    }

    private static @Nullable Object read(ResultSet row, int index, SqlType type) throws SQLException {
        return switch (type.kind()) {
            case BOOLEAN -> row.getBoolean(index);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> row.getLong(index);
            case REAL -> row.getFloat(index);
            case DOUBLE -> row.getDouble(index);
            case DECIMAL -> {
                var decimal = row.getBigDecimal(index);
                yield decimal == null ? null : decimal.setScale(type.scale(), RoundingMode.HALF_UP);
            }
            case VARCHAR -> row.getString(index);
            case CHAR -> padded(row.getString(index), type.length());
            case DATE -> row.getObject(index, LocalDate.class);
            case TIMESTAMP -> row.getObject(index, LocalDateTime.class);
            case TIMESTAMP_TZ -> {
                LocalDateTime time = row.getObject(index, LocalDateTime.class);
                yield time == null ? null : time.toInstant(ZoneOffset.UTC);
            }
            case UNKNOWN -> {
                row.getObject(index);
                yield null;
            }
            case DAY_INTERVAL, MONTH_INTERVAL -> throw new IllegalStateException("Intervals are not answered.");
        };
    }

    private static @Nullable String padded(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        return text + " ".repeat(Math.max(0, length - text.codePointCount(0, text.length())));
    }
}
