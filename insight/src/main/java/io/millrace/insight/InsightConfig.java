package io.millrace.insight;

import io.millrace.base.ByteSize;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import java.time.Duration;
import java.util.Map;

/** The settings of this station. */
public record InsightConfig(
        @Setting(
                key = "insight.import-rows",
                fallback = "1000000",
                doc = "The most rows that an import of a SPICE data set may have.")
        int importRows,

        @Setting(
                key = "insight.snapshot-memory",
                fallback = "256MiB",
                doc = "The most memory that queries over snapshots use together.")
        ByteSize snapshotMemory,

        @Setting(key = "insight.query-timeout", fallback = "30s", doc = "How long a visual's query may run.")
        Duration queryTimeout,

        @Setting(
                key = "insight.refresh-interval",
                fallback = "200ms",
                doc = "The least time between two refreshes of a live dashboard; a slow query makes it longer.")
        Duration refreshInterval) {

    public static InsightConfig defaults() {
        return new ConfigReader(Map.of()).read(InsightConfig.class);
    }
}
