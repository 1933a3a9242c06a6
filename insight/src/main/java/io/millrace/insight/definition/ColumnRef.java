package io.millrace.insight.definition;

/**
 * A column of a data set.
 *
 * @param dataSet the identifier that the definition declares, not the data set's own id
 */
public record ColumnRef(String dataSet, String column) {}
