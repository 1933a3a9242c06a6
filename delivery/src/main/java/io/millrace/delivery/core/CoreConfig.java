package io.millrace.delivery.core;

import io.millrace.base.ByteSize;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import java.time.Duration;
import java.util.Map;

/** The settings of delivery's core. */
public record CoreConfig(
        @Setting(
                key = "delivery.log.segment-size",
                fallback = "64MiB",
                doc = "Size of a segment of a stream's log; disk space is given back by segments.")
        ByteSize segmentSize,

        @Setting(
                key = "delivery.log.backlog-limit",
                fallback = "4GiB",
                doc = "How many bytes of a stream may wait: to be processed, or to be written into a bucket after their"
                        + " time. Beyond it records are refused with ServiceUnavailableException.")
        ByteSize backlogLimit,

        @Setting(
                key = "delivery.retry-first",
                fallback = "100ms",
                doc = "How long a stream waits after a failed attempt to process or to write; each failure doubles it.")
        Duration retryFirst,

        @Setting(
                key = "delivery.retry-longest",
                fallback = "30s",
                doc = "The longest that a stream waits between attempts.")
        Duration retryLongest,

        @Setting(
                key = "delivery.stall-after",
                fallback = "2s",
                doc = "How long a stream's processors may take for a batch before the stream counts as stalled: queries"
                        + " then answer without its newest records and say so, instead of waiting each time.")
        Duration stallAfter,

        @Setting(
                key = "delivery.deletion-limit",
                fallback = "60s",
                doc = "How long a deleted stream's last records may take to be processed and sealed before they are"
                        + " discarded.")
        Duration deletionLimit) {

    public static CoreConfig defaults() {
        return new ConfigReader(Map.of()).read(CoreConfig.class);
    }
}
