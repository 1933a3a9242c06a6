package io.millrace.delivery.core;

/** How much of the log is handed to the processors at once, at most; one record always is. */
public record BatchLimit(int records, int bytes) {

    /** Firehose's for a Lambda function: 1 MB. */
    public static final BatchLimit DEFAULT = new BatchLimit(10_000, 1 << 20);
}
