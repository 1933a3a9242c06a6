package io.millrace.benchmarks.rows;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.LocalDisk;
import io.millrace.catalog.Catalog;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.OpenConfig;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.store.DiskStore;
import io.millrace.objects.store.ObjectStore;
import io.millrace.query.Execution;
import io.millrace.query.Query;
import io.millrace.query.QueryConfig;
import io.millrace.query.Rows;
import io.millrace.query.RunOptions;
import io.millrace.query.StartRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** A query station on a disk, as the server composes it, without HTTP. To be closed. */
final class QueryStation implements AutoCloseable {

    static final String BUCKET = "clicks";
    private static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";
    private static final Caller ROOT = Caller.root(ACCOUNT);
    private static final RunOptions OPTIONS = new RunOptions(10_000, Duration.ofMinutes(10), Duration.ofSeconds(2));

    private final Path data;
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final ControlDatabase control;
    private final ObjectStore store;
    private final OpenData open;
    private final Query query;

    QueryStation(Path data) throws IOException {
        this.data = data;
        Files.createDirectories(data);
        Clock clock = Clock.system();
        LocalDisk disk = new LocalDisk();
        Random random = new Random(1);
        ChangeFeed feed = new ChangeFeed(scheduler);
        control = ControlDatabase.open(data.resolve("control.db"));
        store = DiskStore.open(new DiskStore.Parts(disk, clock, random, feed), data);
        open = new OpenData(disk, data.resolve("open"), store, feed, clock, scheduler, OpenConfig.defaults());
        Access access = new Access(control, clock, ACCOUNT, new RootKey("AKIABENCH", "bench-secret"), event -> {});
        Query.Surroundings around = new Query.Surroundings(
                control,
                new Catalog(control, clock),
                access,
                new ObjectsDoor(store, access),
                open,
                feed,
                clock,
                scheduler,
                random);
        query = new Query(around, QueryConfig.defaults(), data.resolve("query"), ACCOUNT);
        if (store.bucket(BUCKET).isEmpty()) {
            store.createBucket(BUCKET, REGION);
        }
    }

    ObjectStore store() {
        return store;
    }

    OpenData open() {
        return open;
    }

    /** The bucket's files. */
    Path files() {
        return data.resolve("buckets").resolve(BUCKET);
    }

    Rows run(String sql) throws InterruptedException {
        return query.run(ROOT, REGION, "default", sql, OPTIONS);
    }

    /** Runs a DDL statement to its end. */
    void define(String ddl) throws InterruptedException {
        String id = query.start(ROOT, REGION, StartRequest.of(ddl, "default", "s3://" + BUCKET + "/_results/"));
        while (!query.execution(id).state().isOver()) {
            Thread.sleep(2);
        }
        if (query.execution(id).state() != Execution.State.SUCCEEDED) {
            throw new IllegalStateException(query.execution(id).reason().orElse("The statement failed."));
        }
    }

    /** Waits until no columnar copy is being made; bytes of all. */
    long settle() throws InterruptedException {
        while (query.columns().pending() > 0) {
            Thread.sleep(5);
        }
        return query.columns().bytes();
    }

    int copies() {
        return query.columns().files();
    }

    @Override
    public void close() {
        query.close();
        open.close();
        scheduler.close();
        control.close();
    }
}
