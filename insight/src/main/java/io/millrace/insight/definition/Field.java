package io.millrace.insight.definition;

/** A field in a well; sorting names it by its id. */
public sealed interface Field permits Dimension, Measure {
    String fieldId();
}
