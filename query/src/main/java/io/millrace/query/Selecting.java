package io.millrace.query;

import io.millrace.base.Caller;
import io.millrace.catalog.CatalogGuard;
import io.millrace.catalog.Partition;
import io.millrace.catalog.PartitionProjection;
import io.millrace.catalog.Partitions;
import io.millrace.catalog.Table;
import io.millrace.catalog.TableLocation;
import io.millrace.objects.open.Freshness;
import io.millrace.objects.open.LeftOut;
import io.millrace.query.engine.Engine;
import io.millrace.query.engine.RunningQuery;
import io.millrace.query.scan.OpenRows;
import io.millrace.query.scan.PlannedScan;
import io.millrace.query.scan.ScanPlanner;
import io.millrace.query.sql.AnalyzedQuery;
import io.millrace.query.sql.CatalogTables;
import io.millrace.query.sql.ScanPlan;
import io.millrace.query.sql.SelectStatement;
import io.millrace.query.sql.SqlType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** From a SELECT's text to its running query: parse, type, wait for what was acknowledged, plan, start. Shared. */
final class Selecting {

    private final Query.Surroundings around;
    private final Engine engine;
    private final Columns columns;
    private final ScanPlanner planner;
    private final CatalogGuard guard;
    private final AtomicLong scanIds = new AtomicLong();

    Selecting(Query.Surroundings around, Engine engine, Columns columns, String account) {
        this.around = around;
        this.engine = engine;
        this.columns = columns;
        this.planner = new ScanPlanner(
                around.objects(),
                around.open(),
                columns.copies(),
                new OpenRows(around.clock(), columns.copies().enabled()));
        this.guard = new CatalogGuard(around.access(), account);
    }

    /** A query that has begun, and what it leaves out. */
    record Begun(RunningQuery query, Freshness freshness) {}

    /** Whose query it is, and where. */
    record Context(Caller caller, String region, String database, List<String> parameters, Duration freshnessWait) {}

    /** @param maxRows how many rows are wanted; 0 for all */
    Begun begin(Context context, String sql, int maxRows) throws IOException, InterruptedException {
        Instant now = around.clock().instant();
        AnalyzedQuery whole = SelectStatement.parse(sql)
                .analyze(
                        new CatalogTables(around.catalog(), guard, context.caller(), context.region()),
                        context.database(),
                        now,
                        context.parameters(),
                        scanIds::incrementAndGet);
        AnalyzedQuery query = maxRows == 0 ? whole : whole.limited(maxRows);
        List<List<List<Optional<String>>>> constants = constants(query.scans());
        Map<Long, List<Partition>> registered = registered(context.region(), query.scans());
        Freshness freshness = await(query.scans(), registered, context.freshnessWait());
        Map<Long, PlannedScan> planned = new HashMap<>();
        boolean started = false;
        try {
            for (int i = 0; i < query.scans().size(); i++) {
                ScanPlan scan = query.scans().get(i);
                planned.put(
                        scan.id(),
                        planner.plan(
                                context.caller(),
                                scan,
                                constants.get(i),
                                registered.getOrDefault(scan.id(), List.of()),
                                now));
            }
            Begun begun = new Begun(engine.start(query, planned, columns::wanted), freshness);
            started = true;
            return begun;
        } finally {
            if (!started) {
                planned.values().forEach(PlannedScan::close);
            }
        }
    }

    static List<ResultColumn> columns(RunningQuery query) {
        return query.columns().stream()
                .map(column -> column(column.name(), column.type()))
                .toList();
    }

    /** The values of all scans' constants, asked for together. */
    private List<List<List<Optional<String>>>> constants(List<ScanPlan> scans) {
        List<String> expressions = new ArrayList<>();
        scans.forEach(scan -> scan.constraints().forEach(constraint -> expressions.addAll(constraint.constants())));
        List<Optional<String>> values = engine.constants(expressions);
        List<List<List<Optional<String>>>> answer = new ArrayList<>();
        int next = 0;
        for (ScanPlan scan : scans) {
            List<List<Optional<String>>> ofScan = new ArrayList<>();
            for (ScanPlan.Constraint constraint : scan.constraints()) {
                int end = next + constraint.constants().size();
                ofScan.add(values.subList(next, end));
                next = end;
            }
            answer.add(ofScan);
        }
        return answer;
    }

    /** The registered partitions of each scan's table; none where the table has a projection, as at Athena. */
    private Map<Long, List<Partition>> registered(String region, List<ScanPlan> scans) {
        Map<Long, List<Partition>> registered = new HashMap<>();
        for (ScanPlan scan : scans) {
            Table table = scan.table();
            boolean has = !table.partitionKeys().isEmpty()
                    && PartitionProjection.of(table).isEmpty();
            Partitions.Of of = new Partitions.Of(region, table.database(), table.name());
            registered.put(scan.id(), has ? around.catalog().partitions().all(of) : List.of());
        }
        return registered;
    }

    private Freshness await(List<ScanPlan> scans, Map<Long, List<Partition>> registered, Duration atMost)
            throws InterruptedException {
        Set<TableLocation> locations = new LinkedHashSet<>();
        scans.forEach(scan ->
                locations.addAll(ScanPlanner.locations(scan.table(), registered.getOrDefault(scan.id(), List.of()))));
        long deadline = around.clock().nanoTime() + atMost.toNanos();
        Set<LeftOut> leftOut = new LinkedHashSet<>();
        for (TableLocation location : locations) {
            long left = Math.max(0, deadline - around.clock().nanoTime());
            Freshness freshness = around.open().await(location.bucket(), location.prefix(), Duration.ofNanos(left));
            leftOut.addAll(freshness.leftOut());
        }
        return leftOut.isEmpty() ? Freshness.COMPLETE : new Freshness(List.copyOf(leftOut));
    }

    private static ResultColumn column(String name, SqlType type) {
        int precision = switch (type.kind()) {
            case DECIMAL, CHAR -> type.length();
            case VARCHAR -> Integer.MAX_VALUE;
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            case REAL, DOUBLE -> 17;
            case TIMESTAMP, TIMESTAMP_TZ -> 3;
            case UNKNOWN, BOOLEAN, DATE, DAY_INTERVAL, MONTH_INTERVAL -> 0;
        };
        return new ResultColumn(name, type.athenaName(), precision, type.scale());
    }
}
