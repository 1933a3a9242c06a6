package io.millrace.query.sql;

/** Names of the functions that we give the engine, where it has none that does what Trino's does. */
public final class EngineFunctions {

    /** DOUBLE to VARCHAR as Java writes it. */
    public static final String DOUBLE_TEXT = "millrace_double_text";
    /** FLOAT to VARCHAR as Java writes it. */
    public static final String REAL_TEXT = "millrace_real_text";
    /** JSON text and path to the scalar there as text, or null. */
    public static final String JSON_SCALAR = "millrace_json_scalar";
    /** JSON text to the length of the array that it is, or null. */
    public static final String JSON_LENGTH = "millrace_json_length";
    /** What the names of functions about URLs begin with: {@code PART}, {@code PARAMETER}, {@code DECODE}, {@code ENCODE}. */
    public static final String URL = "millrace_url_";
    /** The table function: BIGINT id of a scan to its rows. */
    public static final String SCAN = "millrace_scan";

    /** The view of a scan's rows, with the columns that the table function has. */
    public static String scanName(long id) {
        return "scan_" + id;
    }

    private EngineFunctions() {}
}
