package io.millrace.query;

import io.millrace.base.Caller;
import io.millrace.base.Scheduler;
import io.millrace.catalog.CatalogGuard;
import io.millrace.catalog.TableLocation;
import io.millrace.objects.open.Freshness;
import io.millrace.objects.open.LeftOut;
import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.query.ddl.DdlParser;
import io.millrace.query.ddl.DdlResult;
import io.millrace.query.ddl.DdlRun;
import io.millrace.query.engine.CopiesBroken;
import io.millrace.query.engine.RunningQuery;
import io.millrace.query.sql.PreparedSql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs statements: those that were started, to a result file, and those of pages, to rows. Shared between threads. */
final class Statements {

    private static final int ATTEMPTS = 3;

    private final Query.Surroundings around;
    private final QueryConfig config;
    private final ExecutionStore executions;
    private final WorkGroupStore workGroups;
    private final PreparedRun preparedRun;
    private final Selecting selecting;
    private final DdlRun ddl;
    private final Map<String, Started> underWay = new ConcurrentHashMap<>();

    Statements(
            Query.Surroundings around,
            QueryConfig config,
            Selecting selecting,
            ExecutionStore executions,
            WorkGroupStore workGroups,
            SavedQueryStore saved,
            String account) {
        this.around = around;
        this.config = config;
        this.executions = executions;
        this.workGroups = workGroups;
        this.preparedRun = new PreparedRun(saved, around.clock());
        this.selecting = selecting;
        this.ddl = new DdlRun(
                around.catalog(),
                new CatalogGuard(around.access(), account),
                around.objects(),
                around.open(),
                around.clock());
    }

    Started started(Caller caller, Execution execution) {
        Started started = new Started(caller, execution);
        underWay.put(execution.id(), started);
        return started;
    }

    void stop(String id) {
        Started started = underWay.get(id);
        if (started != null) {
            started.stop("The query was cancelled by the user.", true);
        }
    }

    void stopAll() {
        underWay.values().forEach(started -> started.stop("The server stops.", false));
    }

    Rows rows(Caller caller, String region, String database, String sql, RunOptions options)
            throws IOException, InterruptedException {
        return withoutBroken(() -> rowsOnce(caller, region, database, sql, options));
    }

    /** Runs a query; again where a columnar copy turned out to be damaged, which is then no longer used. */
    private static <T> T withoutBroken(Attempt<T> query) throws IOException, InterruptedException {
        for (int left = ATTEMPTS; ; left--) {
            try {
                return query.run();
            } catch (CopiesBroken damaged) {
                if (left == 1) {
                    throw damaged;
                }
            }
        }
    }

    private interface Ddl {
        DdlResult run() throws IOException;
    }

    private interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    private Rows rowsOnce(Caller caller, String region, String database, String sql, RunOptions options)
            throws IOException, InterruptedException {
        long begin = around.clock().nanoTime();
        Selecting.Context context = new Selecting.Context(caller, region, database, List.of(), options.waitForFresh());
        Selecting.Begun begun = selecting.begin(context, sql, options.maxRows() + 1);
        long planned = around.clock().nanoTime();
        RunningQuery query = begun.query();
        Scheduler.Cancellable timer = around.scheduler().schedule(options.timeout(), query::cancel);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        boolean more;
        try (query) {
            while ((more = query.next()) && rows.size() < options.maxRows()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < query.columns().size(); i++) {
                    row.add(query.value(i));
                }
                rows.add(row);
            }
        } finally {
            timer.cancel();
        }
        long end = around.clock().nanoTime();
        Statistics statistics =
                new Statistics(0, millis(planned - begin), millis(end - planned), 0, query.scannedBytes(), rows.size());
        return new Rows(Selecting.columns(query), rows, begun.freshness(), statistics, more);
    }

    /** A statement that was started: runs once, on a thread of the pool; may be stopped by any thread. */
    final class Started implements Runnable {
        private final Caller caller;
        private final Execution execution;
        private final long begin = around.clock().nanoTime();
        private Optional<String> stopped = Optional.empty();
        private boolean byUser;
        private @Nullable RunningQuery query;

        Started(Caller caller, Execution execution) {
            this.caller = caller;
            this.execution = execution;
        }

        @Override
        public void run() {
            long queued = millis(around.clock().nanoTime() - begin);
            executions.running(execution.running());
            Scheduler.Cancellable timer = around.scheduler()
                    .schedule(config.timeout(), () -> stop("Query timeout: it ran longer than query.timeout.", false));
            Execution last;
            try {
                last = perform(queued);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                last = failed(new QueryFailure("The server stops.", false), queued);
            } catch (Exception failure) {
                last = failed(Failures.of(failure), queued);
            } finally {
                timer.cancel();
            }
            executions.end(last);
            underWay.remove(execution.id());
        }

        private Execution perform(long queued) throws IOException, InterruptedException {
            throwIfStopped();
            Optional<PreparedSql> prepared = PreparedSql.of(execution.sql());
            if (prepared.isPresent() && !(prepared.get() instanceof PreparedSql.Executing)) {
                return performDdl(queued, () -> preparedRun.run(execution, prepared.get()));
            }
            return StatementKind.of(execution.sql()).hive()
                    ? performDdl(
                            queued,
                            () -> ddl.run(
                                    caller, execution.region(), DdlParser.parse(execution.sql(), execution.database())))
                    : withoutBroken(() -> performSelect(queued));
        }

        private Execution performDdl(long queued, Ddl statement) throws IOException {
            long start = around.clock().nanoTime();
            DdlResult result = statement.run();
            String text = result.rows().stream()
                    .map(row -> String.join("\t", row) + "\n")
                    .collect(Collectors.joining());
            long ran = around.clock().nanoTime();
            put(execution.resultLocation(), "text/plain", BodySource.of(text.getBytes(StandardCharsets.UTF_8)));
            Statistics statistics = new Statistics(
                    queued,
                    0,
                    millis(ran - start),
                    millis(around.clock().nanoTime() - ran),
                    0,
                    result.rows().size());
            List<ResultColumn> columns =
                    result.columns().stream().map(ResultColumn::text).toList();
            putMetadata(columns);
            return execution.over(
                    Execution.State.SUCCEEDED, Optional.empty(), around.clock().instant(), statistics, columns);
        }

        private Execution performSelect(long queued) throws IOException, InterruptedException {
            long start = around.clock().nanoTime();
            PreparedRun.Call call = preparedRun.toRun(execution);
            Selecting.Context context = new Selecting.Context(
                    caller, execution.region(), execution.database(), call.parameters(), config.freshnessWait());
            Selecting.Begun begun = selecting.begin(context, call.sql(), 0);
            long planned = around.clock().nanoTime();
            try (RunningQuery running = begun.query()) {
                hold(running);
                refuseTooMuch(running);
                ResultStream stream = new ResultStream(running);
                put(execution.resultLocation(), "application/octet-stream", () -> stream);
                long ran = around.clock().nanoTime();
                List<ResultColumn> columns = Selecting.columns(running);
                putMetadata(columns);
                Statistics statistics = new Statistics(
                        queued,
                        millis(planned - start),
                        millis(ran - planned),
                        millis(around.clock().nanoTime() - ran),
                        running.scannedBytes(),
                        stream.rows());
                return execution.over(
                        Execution.State.SUCCEEDED,
                        leftOut(begun.freshness()),
                        around.clock().instant(),
                        statistics,
                        columns);
            }
        }

        private Execution failed(QueryFailure failure, long queued) {
            Instant now = around.clock().instant();
            long ran = millis(around.clock().nanoTime() - begin) - queued;
            synchronized (this) {
                Execution.State state =
                        stopped.isPresent() && byUser ? Execution.State.CANCELLED : Execution.State.FAILED;
                return execution.over(
                        state,
                        Optional.of(stopped.orElse(failure.text())),
                        now,
                        new Statistics(queued, 0, ran, 0, query == null ? 0 : query.scannedBytes(), 0),
                        List.of());
            }
        }

        synchronized void stop(String why, boolean user) {
            if (stopped.isEmpty()) {
                stopped = Optional.of(why);
                byUser = user;
            }
            if (query != null) {
                query.cancel();
            }
        }

        private synchronized void hold(RunningQuery running) {
            query = running;
            throwIfStopped();
        }

        private void refuseTooMuch(RunningQuery running) {
            Optional<Long> limit =
                    workGroups.find(execution.region(), execution.workGroup()).flatMap(WorkGroup::scanLimit);
            if (limit.isPresent() && running.scannedBytes() > limit.get()) {
                stop("Bytes scanned limit was exceeded", true);
                throwIfStopped();
            }
        }

        private synchronized void throwIfStopped() {
            stopped.ifPresent(why -> {
                throw new QueryFailure(why, true);
            });
        }

        private void putMetadata(List<ResultColumn> columns) throws IOException {
            byte[] text = ResultMetadata.file(columns);
            put(execution.resultLocation() + ".metadata", "application/octet-stream", BodySource.of(text));
        }

        private void put(String url, String contentType, BodySource body) throws IOException {
            String path = url.substring("s3://".length());
            int slash = path.indexOf('/');
            around.objects()
                    .put(
                            caller,
                            TableLocation.parse(url.substring(0, "s3://".length() + slash + 1))
                                    .bucket(),
                            path.substring(slash + 1),
                            ObjectMetadata.ofType(contentType),
                            body);
        }
    }

    /** What a successful answer leaves out, for its status. */
    private static Optional<String> leftOut(Freshness freshness) {
        if (freshness.complete()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (LeftOut left : freshness.leftOut()) {
            parts.add(left.stream() + ": " + left.message() + " (" + left.bytesBehind() + " bytes behind)");
        }
        return Optional.of("The answer leaves out the newest records of " + String.join("; ", parts));
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
