package io.millrace.catalog;

/** What stands behind a table's name, as Glue spells it. */
public enum TableType {
    /** Objects below a location. */
    EXTERNAL_TABLE,
    /** A stored query. */
    VIRTUAL_VIEW
}
