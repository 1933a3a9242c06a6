package io.millrace.insight.visual;

/**
 * A column that a data set offers.
 *
 * @param name as visuals call it
 * @param source as the table below calls it
 */
public record DataColumn(String name, String source, ColumnType type) {}
