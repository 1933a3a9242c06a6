package io.millrace.formats;

/**
 * One column that a decoder fills.
 *
 * @param name lower case
 * @param ordinal its place among all data columns of the table, for SerDes that go by position
 */
public record Field(String name, HiveType type, int ordinal) {}
