package io.millrace.objects.open;

import io.millrace.base.ByteSize;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import io.millrace.journal.JournalConfig;
import java.time.Duration;
import java.util.Map;

/** The settings of open data. */
public record OpenConfig(
        @Setting(
                key = "objects.open.segment-size",
                fallback = "32MiB",
                doc = "Size of a segment of a stream's open data journal; disk space is given back by segments.")
        ByteSize segmentSize,

        @Setting(
                key = "objects.open.journal-limit",
                fallback = "256MiB",
                doc =
                        "A stream's open data journal is compacted once it is larger than this and than four times what it holds.")
        ByteSize journalLimit,

        @Setting(
                key = "objects.open.seals-at-once",
                fallback = "4",
                doc = "How many objects of a stream are sealed at the same time.")
        int sealsAtOnce,

        @Setting(
                key = "objects.open.retry-first",
                fallback = "200ms",
                doc = "How long a failed seal waits before it is tried again; each failure doubles it.")
        Duration retryFirst,

        @Setting(
                key = "objects.open.retry-longest",
                fallback = "60s",
                doc = "The longest that a failed seal waits before it is tried again.")
        Duration retryLongest) {

    public static OpenConfig defaults() {
        return new ConfigReader(Map.of()).read(OpenConfig.class);
    }

    JournalConfig journal() {
        JournalConfig defaults = JournalConfig.defaults();
        return new JournalConfig(segmentSize, defaults.maxCommit(), defaults.maxQueued());
    }
}
