package io.millrace.insight.definition;

/**
 * How many categories are shown.
 *
 * @param others true where the rest is drawn as one further item
 */
public record ItemsLimit(int items, boolean others) {}
