package io.millrace.query;

/**
 * What there is of columnar copies.
 *
 * @param pending objects and tables that wait for the background work; 0 when all of it is done
 */
public record ColumnsStatus(int files, long bytes, long pending) {}
