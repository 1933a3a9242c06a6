package io.millrace.insight.visual;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a visual's rows come from: the table itself, or a snapshot of it. Shared between threads; blocks. */
public interface RowSource {

    /** The table as this source names it. */
    DataTable table();

    /** Runs a query over {@link #table}. */
    Rows run(String sql, int maxRows) throws InterruptedException;

    /** Rows by position, with the types of the engine's Java values, and how current they are. */
    record Rows(List<List<@Nullable Object>> rows, VisualData.Freshness freshness) {}
}
