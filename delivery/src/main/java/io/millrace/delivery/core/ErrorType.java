package io.millrace.delivery.core;

/** What the error output's {@code !{firehose:error-output-type}} says. */
public enum ErrorType {
    PROCESSING_FAILED("processing-failed"),
    DYNAMIC_PARTITIONING_FAILED("dynamic-partitioning-failed"),
    FORMAT_CONVERSION_FAILED("format-conversion-failed");

    private final String text;

    ErrorType(String text) {
        this.text = text;
    }

    /** As it stands in keys. */
    public String text() {
        return text;
    }
}
