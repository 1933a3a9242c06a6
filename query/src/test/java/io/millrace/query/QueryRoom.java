package io.millrace.query;

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
import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.MemoryStore;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.PutCondition;
import io.millrace.objects.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A query station with everything it stands on, the real things, in a directory of a test. */
final class QueryRoom implements AutoCloseable {

    static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";
    static final String BUCKET = "clicks";
    static final Caller ROOT = Caller.root(ACCOUNT);

    /** The seed's statement, as written, with the bucket's name. */
    static final String SEED = """
            CREATE EXTERNAL TABLE my_ingested_data (
            element_clicked STRING,
            time_spent INT,
            source_menu STRING,
            created_at STRING
            )
            PARTITIONED BY (
            datehour STRING
            )
            ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
            with serdeproperties ( 'paths'='element_clicked, time_spent, source_menu, created_at' )
            LOCATION "s3://clicks/"
            TBLPROPERTIES (
            "projection.enabled" = "true",
            "projection.datehour.type" = "date",
            "projection.datehour.format" = "yyyy/MM/dd/HH",
            "projection.datehour.range" = "2021/01/01/00,NOW",
            "projection.datehour.interval" = "1",
            "projection.datehour.interval.unit" = "HOURS",
            "storage.location.template" = "s3://clicks/${datehour}/"
            )
            """;

    final ObjectStore store;
    final OpenData open;
    final Access access;
    final Catalog catalog;
    final Query query;
    final Clock clock = Clock.system();
    final Query.Surroundings around;
    private final ControlDatabase control;
    private final ThreadScheduler scheduler = new ThreadScheduler();

    QueryRoom(Path directory) throws IOException {
        Random random = new Random(1);
        ChangeFeed feed = new ChangeFeed(scheduler);
        control = ControlDatabase.open(directory.resolve("control.db"));
        store = new MemoryStore(clock, random, feed);
        open = new OpenData(
                new LocalDisk(), directory.resolve("open"), store, feed, clock, scheduler, OpenConfig.defaults());
        access = new Access(control, clock, ACCOUNT, new RootKey("AKIATEST", "secret-secret"), event -> {});
        catalog = new Catalog(control, clock);
        around = new Query.Surroundings(
                control, catalog, access, new ObjectsDoor(store, access), open, feed, clock, scheduler, random);
        query = new Query(around, QueryConfig.defaults(), directory.resolve("query"), ACCOUNT);
        store.createBucket(BUCKET, REGION);
    }

    void put(String key, String text) throws IOException {
        put(key, text.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
    }

    void put(String key, byte[] bytes, ObjectMetadata metadata) throws IOException {
        store.put(BUCKET, key, metadata, BodySource.of(bytes), PutCondition.ALWAYS);
    }

    /** Runs a statement to its end. */
    Execution run(String sql) {
        return finish(query.start(ROOT, REGION, StartRequest.of(sql, "default", "s3://clicks/results/")));
    }

    Execution finish(String id) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        Execution execution = query.execution(id);
        while (!execution.state().isOver()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("The statement does not end: " + execution);
            }
            Thread.onSpinWait();
            execution = query.execution(id);
        }
        return execution;
    }

    /** Runs a statement that must succeed. */
    Execution succeed(String sql) {
        Execution execution = run(sql);
        if (execution.state() != Execution.State.SUCCEEDED) {
            throw new AssertionError(execution.reason().orElse("no reason"));
        }
        return execution;
    }

    /** Waits until no columnar copy is being made. */
    void settleColumns() {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (query.columns().pending() > 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("The copies do not come to an end: " + query.columns());
            }
            Thread.onSpinWait();
        }
    }

    /** The text that a statement of the Hive part answers. */
    String answer(String sql) throws IOException {
        Execution execution = succeed(sql);
        if (!execution.resultLocation().endsWith(".txt")) {
            throw new AssertionError(execution.resultLocation());
        }
        String key = execution.resultLocation().substring("s3://clicks/".length());
        try (StoredObject object = store.get(BUCKET, key).orElseThrow()) {
            return new String(object.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The rows of a SELECT as text, {@code null} for null, fields with a bar between. */
    List<String> rows(String sql) throws InterruptedException {
        return text(query.run(ROOT, REGION, "default", sql, RunOptions.DEFAULT));
    }

    static List<String> text(Rows rows) {
        List<String> lines = new ArrayList<>();
        for (List<@Nullable Object> row : rows.rows()) {
            List<String> fields = new ArrayList<>();
            for (Object value : row) {
                fields.add(value == null ? "null" : ValueText.of(value));
            }
            lines.add(String.join("|", fields));
        }
        return lines;
    }

    @Override
    public void close() {
        query.close();
        open.close();
        scheduler.close();
        control.close();
    }
}
