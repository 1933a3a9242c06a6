package io.millrace.functions;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.functions.code.BadArchive;
import io.millrace.functions.code.CodeStore;
import io.millrace.functions.definition.FunctionDefinition;
import io.millrace.functions.definition.FunctionName.FunctionKey;
import io.millrace.functions.definition.FunctionStore;
import io.millrace.functions.definition.LambdaError;
import io.millrace.functions.runtime.FunctionLog;
import io.millrace.functions.runtime.LeakLimits;
import io.millrace.functions.runtime.MemoryBudget;
import io.millrace.functions.runtime.PoolLimits;
import io.millrace.functions.runtime.WorkerPool;
import io.millrace.functions.runtime.WorkerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One pool of processes for each function and version that has been invoked, of its present revision. Shared between threads. A
 * pool of an older revision ends after what its processes are at.
 */
final class FunctionPools implements AutoCloseable {

    private static final Duration REAP = Duration.ofMinutes(1);

    /** Below the lifetime of the credentials that a process was given. */
    private static final Duration AGE = Duration.ofHours(6);

    private record Live(FunctionDefinition definition, WorkerPool pool) {}

    private record PoolKey(FunctionKey function, String version) {}

    private final FunctionStore store;
    private final CodeStore code;
    private final WorkerEnvironment environment;
    private final Path temporary;
    private final Path logs;
    private final FunctionsConfig config;
    private final Clock clock;
    private final PoolLimits limits;
    private final Map<PoolKey, Live> pools = new ConcurrentHashMap<>();
    private final Map<FunctionKey, FunctionLog> openLogs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    FunctionPools(
            FunctionStore store,
            CodeStore code,
            WorkerEnvironment environment,
            FunctionsPlace place,
            FunctionsConfig config,
            Path temporary,
            Clock clock) {
        this.store = store;
        this.code = code;
        this.environment = environment;
        this.config = config;
        this.clock = clock;
        this.limits = new PoolLimits(
                config.workers(),
                config.queueWait(),
                config.initTimeout(),
                config.idle(),
                AGE,
                new MemoryBudget(config.memory().bytes() >> 20, this::dropIdle));
        this.logs = place.directory().resolve("logs");
        this.temporary = temporary;
    }

    void reapWith(Scheduler scheduler) {
        scheduler.schedule(REAP, () -> {
            pools.values().forEach(live -> live.pool().reap());
            if (!closed) {
                reapWith(scheduler);
            }
        });
    }

    /** The pool of the function or version as it is now, or empty where there is no such. */
    Optional<WorkerPool> of(FunctionKey function, String version) {
        @Nullable Live live = pools.compute(new PoolKey(function, version), this::current);
        return Optional.ofNullable(live).map(Live::pool);
    }

    /** The pool, where there is one already, that has this worker. */
    void leaking(FunctionKey function, String workerId, long excessBytes, long answerBytes) {
        pools.forEach((key, live) -> {
            if (key.function().equals(function)) {
                live.pool().leaking(workerId, excessBytes, answerBytes);
            }
        });
    }

    /** Whether a process of the function, of any version, is being started for an invocation. */
    boolean starting(FunctionKey function) {
        return pools.entrySet().stream()
                .anyMatch(entry -> entry.getKey().function().equals(function)
                        && entry.getValue().pool().isStarting());
    }

    /** Ends a process that has no work. */
    private void dropIdle() {
        for (Live live : pools.values()) {
            if (live.pool().dropIdle()) {
                return;
            }
        }
    }

    /** Writes a line into the function's log. */
    void note(FunctionKey function, String text) {
        openLogs.computeIfAbsent(function, this::log).line("platform", text);
    }

    private @Nullable Live current(PoolKey key, @Nullable Live known) {
        Optional<FunctionDefinition> definition = store.find(key.function(), key.version());
        if (definition.isEmpty() || closed) {
            return known;
        }
        boolean same = known != null
                && known.definition().revisionId().equals(definition.get().revisionId());
        return same ? known : replaced(definition.get(), known);
    }

    private Live replaced(FunctionDefinition definition, @Nullable Live older) {
        if (older != null) {
            older.pool().retire(() -> {});
        }
        return new Live(definition, started(definition));
    }

    private WorkerPool started(FunctionDefinition definition) {
        FunctionLog log = openLogs.computeIfAbsent(definition.key(), this::log);
        environment.note(definition.settings()).ifPresent(note -> log.line("runtime", note));
        Path directory = unpacked(definition);
        WorkerSpec spec = new WorkerSpec(
                definition.version(),
                environment.command(definition.settings(), directory).orElse(List.of("python3")),
                () -> environment.variables(definition, directory),
                directory,
                temporary,
                definition.settings().timeout(),
                definition.settings().memoryMegabytes(),
                environment.room(definition.settings(), directory),
                definition.settings().isPython());
        return new WorkerPool(spec, limits, LeakLimits.defaults(), log, clock);
    }

    private Path unpacked(FunctionDefinition definition) {
        try {
            return code.directory(definition.code().sha256Hex());
        } catch (IOException | BadArchive failure) {
            throw LambdaError.SERVICE.with(
                    "The code of " + definition.key().name() + " cannot be unpacked: " + failure.getMessage());
        }
    }

    private FunctionLog log(FunctionKey key) {
        return new FunctionLog(
                logs.resolve(key.region()).resolve(key.name()), config.logSize().bytes(), config.logFiles(), clock);
    }

    /** Ends the pool of what was deleted or changed, after what its processes are at. */
    void retire(FunctionDefinition gone, Runnable afterwards) {
        Live live = pools.remove(new PoolKey(gone.key(), gone.version()));
        if (live == null) {
            afterwards.run();
        } else {
            live.pool().retire(afterwards);
        }
    }

    @Override
    public void close() {
        closed = true;
        pools.values().forEach(live -> live.pool().close());
        openLogs.values().forEach(FunctionLog::close);
    }
}
