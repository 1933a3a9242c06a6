package io.millrace.insight.definition;

/** Sorting by a field that stands in one of the visual's wells. */
public record FieldSort(String fieldId, boolean descending) {}
