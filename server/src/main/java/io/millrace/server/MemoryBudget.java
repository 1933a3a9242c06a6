package io.millrace.server;

import com.sun.management.OperatingSystemMXBean;
import io.millrace.base.ByteSize;
import io.millrace.functions.FunctionsConfig;
import io.millrace.insight.InsightConfig;
import io.millrace.query.QueryConfig;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What everything together may use at most; each part is kept to its share by what owns it.
 *
 * @param heap of this process
 * @param queries of the query engine, before it spills
 * @param copies of the engine that makes columnar copies
 * @param snapshots of the engine that reads snapshots
 * @param functions of all functions' processes
 * @param machine what there is
 */
record MemoryBudget(
        ByteSize heap, ByteSize queries, ByteSize copies, ByteSize snapshots, ByteSize functions, ByteSize machine) {

    static MemoryBudget of(FunctionsConfig functions, QueryConfig query, InsightConfig insight) {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new MemoryBudget(
                new ByteSize(Runtime.getRuntime().maxMemory()),
                query.memory(),
                query.columnsMemory(),
                insight.snapshotMemory(),
                functions.memory(),
                new ByteSize(machine));
    }

    private long total() {
        return heap.bytes() + queries.bytes() + copies.bytes() + snapshots.bytes() + functions.bytes();
    }

    /** In one line, for the start. */
    String sentence() {
        return "Memory: at most " + mebibytes(total()) + " MiB together: heap " + mebibytes(heap.bytes()) + ", queries "
                + mebibytes(queries.bytes()) + ", columnar copies " + mebibytes(copies.bytes()) + ", snapshots "
                + mebibytes(snapshots.bytes()) + ", functions " + mebibytes(functions.bytes()) + ".";
    }

    /** What to do where that is more than there is. */
    Optional<String> warning() {
        if (total() <= machine.bytes()) {
            return Optional.empty();
        }
        return Optional.of(
                "That is more than the " + mebibytes(machine.bytes()) + " MiB of this machine, and the system"
                        + " may end the server when all is used. Lower functions.memory, query.memory or, by"
                        + " MILLRACE_JAVA_OPTS=-Xmx, the heap.");
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
