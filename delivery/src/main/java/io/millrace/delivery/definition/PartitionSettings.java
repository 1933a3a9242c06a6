package io.millrace.delivery.definition;

/**
 * Dynamic partitioning as a caller wants it.
 *
 * @param retrySeconds as it was given; delivery is retried without end whatever it says
 */
public record PartitionSettings(boolean enabled, int retrySeconds) {

    public static final PartitionSettings OFF = new PartitionSettings(false, 300);
}
