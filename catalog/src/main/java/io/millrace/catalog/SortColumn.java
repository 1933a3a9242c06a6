package io.millrace.catalog;

/** A column by which files are said to be sorted. Kept for who asks; nothing here sorts by it. */
public record SortColumn(String column, boolean ascending) {}
