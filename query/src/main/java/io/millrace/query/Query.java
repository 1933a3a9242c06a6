package io.millrace.query;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Ids;
import io.millrace.base.Scheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.CatalogException;
import io.millrace.catalog.TableLocation;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.OpenData;
import io.millrace.query.engine.Engine;
import io.millrace.query.engine.EngineSettings;
import io.millrace.wire.WireException;
import io.millrace.wire.WireService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The front door: statements of Athena's. Shared between threads. */
public final class Query implements AutoCloseable {

    private final Surroundings around;
    private final String account;
    private final Columns columns;
    private final Engine engine;
    private final ExecutionStore executions;
    private final WorkGroupStore workGroups;
    private final Statements statements;
    private final ExecutorService pool;
    private final WireService athena;

    /** What queries stand on. */
    public record Surroundings(
            ControlDatabase control,
            Catalog catalog,
            Access access,
            ObjectsDoor objects,
            OpenData open,
            ChangeFeed feed,
            Clock clock,
            Scheduler scheduler,
            RandomGenerator random) {}

    /** @param directory the station's own; the engine spills and the columnar copies lie below it */
    public Query(Surroundings around, QueryConfig config, Path directory, String account) throws IOException {
        this.around = around;
        this.account = account;
        this.columns = new Columns(around, config, directory, account);
        this.engine = new Engine(new EngineSettings(
                directory.resolve("spill"),
                columns.directory(),
                config.memory(),
                config.spillLimit(),
                config.engineThreads()));
        this.executions = new ExecutionStore(around.control());
        this.workGroups = new WorkGroupStore(around.control());
        SavedQueryStore saved = new SavedQueryStore(around.control());
        this.statements = new Statements(
                around,
                config,
                new Selecting(around, engine, columns, account),
                executions,
                workGroups,
                saved,
                account);
        this.pool = Executors.newFixedThreadPool(
                config.concurrent(),
                Thread.ofPlatform().name("millrace-query-", 0).daemon().factory());
        executions.recover(around.clock().instant());
        this.athena = AthenaService.of(this, around, workGroups, saved, account);
    }

    /** Makes ready what the first query needs, on a thread of its own. */
    public void prepare() {
        engine.prepare();
    }

    /** Starts a statement and returns its id; fails at once only for what is wrong with the request. */
    public String start(Caller caller, String region, StartRequest request) {
        authorize(
                caller,
                region,
                "athena:StartQueryExecution",
                request.workGroup().orElse(WorkGroup.PRIMARY));
        Execution execution = execution(region, request);
        Execution kept = executions.begin(execution, request.clientRequestToken());
        if (!kept.id().equals(execution.id())) {
            if (!kept.sql().equals(request.sql())) {
                throw new WireException(
                        AthenaError.INVALID_REQUEST,
                        "Idempotent parameters do not match. Use a new ClientRequestToken.");
            }
            return kept.id();
        }
        Statements.Started started = statements.started(caller, execution);
        pool.execute(started);
        return execution.id();
    }

    /** The execution; a WireException where there is none. */
    public Execution execution(String id) {
        return executions
                .find(id)
                .orElseThrow(() ->
                        new WireException(AthenaError.INVALID_REQUEST, "QueryExecution " + id + " was not found"));
    }

    /** Stops a statement that is not over. */
    public void stop(Caller caller, String id) {
        Execution execution = execution(id);
        authorize(caller, execution.region(), "athena:StopQueryExecution", execution.workGroup());
        statements.stop(id);
    }

    /** Runs a SELECT and returns its typed rows, without writing a result. A failure is a {@link QueryFailure}. */
    public Rows run(Caller caller, String region, String database, String sql, RunOptions options)
            throws InterruptedException {
        Future<Rows> rows = pool.submit(() -> statements.rows(caller, region, database, sql, options));
        try {
            return rows.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw Failures.of(cause);
            }
            throw new IllegalStateException("A query broke its thread", failed);
        } catch (InterruptedException stopped) {
            rows.cancel(true);
            throw stopped;
        }
    }

    /** Athena's wire operations. */
    public WireService athena() {
        return athena;
    }

    @Override
    public void close() {
        statements.stopAll();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        columns.close();
        engine.close();
    }

    /** What there is of columnar copies. */
    public ColumnsStatus columns() {
        return columns.status();
    }

    List<String> ids(String region, String workGroup, int offset, int limit) {
        return executions.ids(region, workGroup, offset, limit);
    }

    void authorize(Caller caller, String region, String action, String workGroup) {
        around.access().authorize(caller, action, workGroupArn(region, workGroup));
    }

    Arn workGroupArn(String region, String name) {
        return Arn.of("athena", region, account, "workgroup/" + name);
    }

    WorkGroup workGroup(String region, String name) {
        return workGroups
                .find(region, name)
                .orElseThrow(
                        () -> new WireException(AthenaError.INVALID_REQUEST, "WorkGroup " + name + " is not found."));
    }

    private Execution execution(String region, StartRequest request) {
        WorkGroup group = workGroup(region, request.workGroup().orElse(WorkGroup.PRIMARY));
        if (!group.enabled()) {
            throw new WireException(AthenaError.INVALID_REQUEST, "WorkGroup " + group.name() + " is disabled.");
        }
        Optional<String> wanted = group.enforce() ? group.outputLocation() : request.outputLocation();
        String location = wanted.or(group::outputLocation)
                .orElseThrow(() -> new WireException(
                        AthenaError.INVALID_REQUEST,
                        "No output location provided. An output location is required either through the Workgroup"
                                + " result configuration setting or as an API input."));
        TableLocation output = output(location);
        request.catalog().ifPresent(Query::requireCatalog);
        StatementKind kind = StatementKind.of(request.sql());
        String id = Ids.uuid(around.random()).toString();
        String file = id + (kind.type().equals("DML") ? ".csv" : ".txt");
        return new Execution(
                id,
                region,
                request.sql(),
                kind.type(),
                kind.substatement(),
                request.database().orElse(Catalog.DEFAULT_DATABASE),
                group.name(),
                "s3://" + output.bucket() + "/" + output.prefix() + file,
                request.parameters(),
                Execution.State.QUEUED,
                Optional.empty(),
                around.clock().instant(),
                Optional.empty(),
                Statistics.NONE,
                List.of());
    }

    static void requireCatalog(String catalog) {
        if (!catalog.equalsIgnoreCase("AwsDataCatalog")) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST, "Catalog " + catalog + " was not found. Use AwsDataCatalog.");
        }
    }

    static TableLocation output(String location) {
        try {
            return TableLocation.parse(location);
        } catch (CatalogException notInS3) {
            throw new WireException(
                    AthenaError.INVALID_REQUEST,
                    "outputLocation is not a valid S3 path. Provided " + location + ". Write s3://bucket/prefix/.");
        }
    }
}
