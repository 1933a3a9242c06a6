package io.millrace.delivery.core;

import java.time.Duration;

/** What a stream has done since the process started, for metrics and the console. */
public record StreamFigures(
        Accepted single,
        Accepted batches,
        long throttledRecords,
        Processed processed,
        Converted converted,
        Delivered main,
        Delivered errors,
        Delivered backup,
        long partitionsExceeded) {

    /**
     * Puts that were acknowledged.
     *
     * @param latency from the call to the force, of all of them together
     */
    public record Accepted(long requests, long records, long bytes, Duration latency) {}

    /**
     * Batches through the processors.
     *
     * @param failures batches whose processors could not be asked
     * @param duration of all of them together
     * @param records that came out well and are visible
     * @param bytes of those
     */
    public record Processed(long successes, long failures, Duration duration, long records, long bytes) {}

    /**
     * Records that format conversion saw, parts of records each.
     *
     * @param records that became rows
     * @param bytes of those, before
     * @param failedRecords that went to the error output
     * @param failedBytes of those
     */
    public record Converted(long records, long bytes, long failedRecords, long failedBytes) {
        static final Converted NONE = new Converted(0, 0, 0, 0);
    }

    /**
     * Objects in buckets.
     *
     * @param failures attempts that failed and were tried again
     * @param bytes before encoding
     */
    public record Delivered(long objects, long failures, long records, long bytes) {}
}
