package io.millrace.functions;

import io.millrace.base.ByteSize;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import java.time.Duration;
import java.util.Map;

/** The station's settings. */
public record FunctionsConfig(
        @Setting(
                key = "functions.workers",
                fallback = "4",
                doc = "The most processes of one function that run at once; further invocations wait.")
        int workers,

        @Setting(
                key = "functions.memory",
                fallback = "2GiB",
                doc = "The memory that the processes of all functions may have together, each counted with its"
                        + " function's MemorySize. Idle ones end to make room; where there is none, an invocation waits"
                        + " as for a free process.")
        ByteSize memory,

        @Setting(
                key = "functions.queue-wait",
                fallback = "30s",
                doc = "How long an invocation waits for a free process before it is refused as throttled.")
        Duration queueWait,

        @Setting(
                key = "functions.init-timeout",
                fallback = "30s",
                doc = "How long a function may take to load before its first invocation.")
        Duration initTimeout,

        @Setting(key = "functions.idle", fallback = "10m", doc = "How long a warm process is kept without work.")
        Duration idle,

        @Setting(
                key = "functions.event-retry",
                fallback = "1m",
                doc = "How long after its first failure an event (InvocationType Event) is tried again; twice that"
                        + " after its second, which is the last try.")
        Duration eventRetry,

        @Setting(
                key = "functions.event-queue",
                fallback = "256MiB",
                doc = "How many bytes of events may wait for their functions before further ones are refused.")
        ByteSize eventQueue,

        @Setting(
                key = "functions.log-size",
                fallback = "10MiB",
                doc = "The size at which a function's log file is rotated.")
        ByteSize logSize,

        @Setting(
                key = "functions.log-files",
                fallback = "3",
                doc = "How many rotated log files of a function are kept beside the current one.")
        int logFiles,

        @Setting(
                key = "functions.confine",
                fallback = "true",
                doc = "Keeps functions apart from the machine as far as the system allows: another user or a user"
                        + " namespace, an own /tmp, no sight of the data directory. The log says what was found.")
        boolean confine,

        @Setting(
                key = "functions.unconfined",
                fallback = "false",
                doc = "Allows to create functions on an address that others can reach although nothing confines their"
                        + " code: whoever may create one can then do what the server's user can.")
        boolean unconfined,

        @Setting(
                key = "functions.unpacked-size",
                fallback = "250MiB",
                doc = "The most that a function's code may take when unpacked.")
        ByteSize unpackedSize) {

    public static FunctionsConfig defaults() {
        return new ConfigReader(Map.of()).read(FunctionsConfig.class);
    }
}
