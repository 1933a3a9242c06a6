package io.millrace.query.sql;

/** Names of the functions that we give the engine, where it has none that does what Trino's does. */
public final class EngineFunctions {

    /** DOUBLE to VARCHAR as Java writes it. */
    public static final String DOUBLE_TEXT = "millrace_double_text";
    /** FLOAT to VARCHAR as Java writes it. */
    public static final String REAL_TEXT = "millrace_real_text";
    /** The table function: BIGINT id of a scan to its rows. */
    public static final String SCAN = "millrace_scan";

    /** The view of a scan's rows, with the columns that the table function has. */
    public static String scanName(long id) {
        return "scan_" + id;
    }

    private EngineFunctions() {}
}
