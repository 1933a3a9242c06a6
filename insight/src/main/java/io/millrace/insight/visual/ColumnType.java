package io.millrace.insight.visual;

/** The types that a data set's columns may have, as QuickSight names them. */
public enum ColumnType {
    STRING,
    INTEGER,
    DECIMAL,
    DATETIME,
    BOOLEAN;

    public boolean numeric() {
        return this == INTEGER || this == DECIMAL;
    }
}
