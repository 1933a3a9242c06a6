package io.millrace.insight.data;

import io.millrace.base.Clock;
import io.millrace.base.Ids;
import io.millrace.base.Scheduler;
import io.millrace.insight.data.QueryFailed.Reason;
import io.millrace.insight.state.Ingestion;
import io.millrace.insight.state.IngestionStatus;
import io.millrace.insight.state.IngestionStore;
import io.millrace.insight.state.InsightStore;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Snapshot;
import io.millrace.insight.visual.DataColumn;
import io.millrace.insight.visual.RowSource;
import io.millrace.insight.visual.SqlText;
import io.millrace.insight.visual.VisualRefused;
import io.millrace.wire.AccessDenied;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports data sets, one at a time, in the order of the requests. Shared between threads. An import that a crash cut off
 * is run again at the next start: the draft it left is nobody's snapshot.
 */
public final class Ingestions {

    private static final Logger log = LoggerFactory.getLogger(Ingestions.class);

    private final IngestionStore store;
    private final DataSets dataSets;
    private final SnapshotFiles files;
    private final Clock clock;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final int maxRows;
    private final Semaphore turn = new Semaphore(1, true);
    private final List<Consumer<DataSet>> listeners = new CopyOnWriteArrayList<>();

    /** The clock, the threads and the randomness of the process. */
    public record Workings(Clock clock, Scheduler scheduler, RandomGenerator random) {}

    public Ingestions(IngestionStore store, DataSets dataSets, SnapshotFiles files, Workings workings, int maxRows) {
        this.store = store;
        this.dataSets = dataSets;
        this.files = files;
        this.clock = workings.clock();
        this.scheduler = workings.scheduler();
        this.random = workings.random();
        this.maxRows = maxRows;
    }

    /** Clears what a crash left and runs what it cut off. */
    public void resume(InsightStore resources) {
        files.keepOnly(store.files());
        List<DataSet> all = resources.everywhere(Kind.DATA_SET, clock.instant()).stream()
                .map(DataSets::of)
                .toList();
        for (Ingestion ingestion : store.unfinished()) {
            all.stream()
                    .filter(dataSet -> dataSet.incarnation().equals(ingestion.dataSet()))
                    .findFirst()
                    .ifPresentOrElse(
                            dataSet -> scheduler.execute(() -> inTurn(dataSet, ingestion)),
                            () -> store.forget(ingestion.dataSet()));
        }
    }

    /** Called after each completed import, on the import's thread. */
    public void listen(Consumer<DataSet> listener) {
        listeners.add(listener);
    }

    /** Empty where the data set has an ingestion of that id already. */
    public Optional<Ingestion> start(DataSet dataSet, String id, String requestType) {
        Ingestion ingestion = new Ingestion(
                dataSet.incarnation(),
                id,
                IngestionStatus.QUEUED,
                requestType,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        if (!store.create(ingestion)) {
            return Optional.empty();
        }
        scheduler.execute(() -> inTurn(dataSet, ingestion));
        return Optional.of(ingestion);
    }

    /** Forgets a deleted data set's imports and snapshot. */
    public void forget(DataSet dataSet) {
        Optional<Snapshot> snapshot = store.snapshot(dataSet.incarnation());
        store.forget(dataSet.incarnation());
        snapshot.ifPresent(old -> files.delete(old.file()));
    }

    private void inTurn(DataSet dataSet, Ingestion queued) {
        turn.acquireUninterruptibly();
        try {
            Ingestion running = queued.with(IngestionStatus.RUNNING);
            store.update(running);
            run(dataSet, running);
        } finally {
            turn.release();
        }
    }

    private void run(DataSet dataSet, Ingestion running) {
        try {
            load(dataSet, running);
        } catch (QueryFailed failure) {
            store.update(running.failed(type(failure.reason()), failure.text()));
        } catch (AccessDenied denied) {
            store.update(running.failed("PERMISSION_DENIED", denied.text()));
        } catch (VisualRefused refused) {
            store.update(running.failed("DATA_SOURCE_NOT_FOUND", refused.text()));
        } catch (InterruptedException stopped) {
            // The process ends; the next start runs it again.
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException failure) {
            log.error("The import of data set {} failed", dataSet.key(), failure);
            store.update(running.failed("INTERNAL_SERVICE_ERROR", "The import failed: " + failure.getMessage()));
        }
    }

    private static String type(Reason reason) {
        return switch (reason) {
            case DENIED -> "PERMISSION_DENIED";
            case NOT_FOUND -> "SQL_TABLE_NOT_FOUND";
            case TIMEOUT -> "QUERY_TIMEOUT";
            case OTHER -> "SQL_EXCEPTION";
        };
    }

    private void load(DataSet dataSet, Ingestion running) throws InterruptedException, SQLException {
        Instant started = clock.instant();
        RowSource source = dataSets.live(dataSet);
        String columns = dataSet.plan().columns().stream()
                .map(DataColumn::source)
                .map(SqlText::name)
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + columns + "\nFROM " + source.table().from() + "\nLIMIT " + (maxRows + 1L);
        RowSource.Rows rows = source.run(sql, maxRows + 1);
        if (rows.rows().size() > maxRows) {
            store.update(running.failed(
                    "DATA_SET_SIZE_LIMIT_EXCEEDED",
                    "The data set has more than " + maxRows + " rows. Use DIRECT_QUERY, import less with a CustomSql, "
                            + "or raise insight.import-rows."));
            return;
        }
        String file = Ids.uuid(random) + ".parquet";
        SnapshotFiles.Written written = files.write(file, dataSet.plan().columns(), rows.rows());
        Optional<Snapshot> old = store.snapshot(dataSet.incarnation());
        long seconds = Duration.between(started, clock.instant()).toSeconds();
        store.complete(
                running.completed(new Ingestion.Result(written.rows(), written.dropped(), written.bytes(), seconds)),
                new Snapshot(
                        dataSet.incarnation(),
                        file,
                        written.rows(),
                        written.bytes(),
                        rows.freshness().asOf()));
        boolean current = store.snapshot(dataSet.incarnation())
                .filter(now -> now.file().equals(file))
                .isPresent();
        if (current) {
            old.ifPresent(before -> files.delete(before.file()));
            listeners.forEach(listener -> listener.accept(dataSet));
        } else {
            // The data set was deleted while it was being imported.
            files.delete(file);
        }
    }
}
