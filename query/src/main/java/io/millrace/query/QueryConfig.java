package io.millrace.query;

import io.millrace.base.ByteSize;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import java.time.Duration;
import java.util.Map;

/** The settings of queries. */
public record QueryConfig(
        @Setting(
                key = "query.memory",
                fallback = "512MiB",
                doc = "Memory that the query engine may use before it spills to disk.")
        ByteSize memory,

        @Setting(
                key = "query.spill-limit",
                fallback = "20GiB",
                doc = "Disk space that queries may use for what does not fit in memory.")
        ByteSize spillLimit,

        @Setting(
                key = "query.threads",
                fallback = "0",
                doc = "Threads that the engine works with; 0 for one a processor.")
        int threads,

        @Setting(
                key = "query.concurrent",
                fallback = "8",
                doc = "How many statements run at the same time; more wait in the queue.")
        int concurrent,

        @Setting(key = "query.timeout", fallback = "30m", doc = "After this time a statement is stopped.")
        Duration timeout,

        @Setting(
                key = "query.freshness-wait",
                fallback = "2s",
                doc = "How long a query waits at most for records that were acknowledged before it started.")
        Duration freshnessWait,

        @Setting(
                key = "query.columns-limit",
                fallback = "20GiB",
                doc = "Disk space for columnar copies of objects, a cache that makes queries fast; 0 for none.")
        ByteSize columnsLimit,

        @Setting(
                key = "query.columns-memory",
                fallback = "192MiB",
                doc = "Memory that making columnar copies in the background may use.")
        ByteSize columnsMemory) {

    public static QueryConfig defaults() {
        return new ConfigReader(Map.of()).read(QueryConfig.class);
    }

    int engineThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
