package io.millrace.query.sql;

import io.millrace.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * One reading of a table: what the table function with that id shall give. Filled by the analysis on one thread, then
 * only read.
 */
public final class ScanPlan {

    private final long id;
    private final Table table;
    private final List<Constraint> constraints = new ArrayList<>();

    ScanPlan(long id, Table table) {
        this.id = id;
        this.table = table;
    }

    public long id() {
        return id;
    }

    public Table table() {
        return table;
    }

    /** What every wanted row fulfils; the engine checks the whole WHERE again, so that these only save reading. */
    public List<Constraint> constraints() {
        return List.copyOf(constraints);
    }

    void add(Constraint constraint) {
        constraints.add(constraint);
    }

    /** How a partition column is compared. */
    public enum Comparison {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        /** The column begins with the constant. */
        PREFIX
    }

    /**
     * @param partition the place of the column among the partition columns
     * @param constants the engine's text of constants, as VARCHAR; for EQUAL any of them may be met
     */
    public record Constraint(int partition, Comparison comparison, List<String> constants) {}
}
