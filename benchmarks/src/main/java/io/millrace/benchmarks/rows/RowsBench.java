package io.millrace.benchmarks.rows;

import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.query.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries over five million events, with columnar copies and at the first read, beside DuckDB; over the hours of the
 * walkthrough's table; and while events arrive. {@code -Dmillrace.bench.events=N} takes another number of events, and
 * leaves out the rest where N is above ten millions.
 */
public final class RowsBench implements Bench {

    private static final long LARGE = 10_000_000;

    private record Question(String name, String sql) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question("count", "SELECT count(*) FROM rows"),
            new Question(
                    "group by", "SELECT element_clicked, count(*), sum(time_spent) FROM rows GROUP BY element_clicked"),
            new Question("distinct count", "SELECT count(DISTINCT visitor) FROM rows"),
            new Question(
                    "filter and projection",
                    "SELECT element_clicked, created_at FROM rows WHERE time_spent = 599 AND source_menu = 'menu_3'"));

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public String about() {
        return "queries at the front door of query, beside DuckDB on one Parquet file of the same rows.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        long count = Long.getLong("millrace.bench.events", run.quick() ? 100_000 : 5_000_000);
        Events events = new Events("events", count, 100);
        Path data = run.directory().resolve("data");
        long bytes;
        try (QueryStation station = new QueryStation(data);
                PlainDuck duck = new PlainDuck(
                        station.files().resolve(events.table()), run.directory().resolve("all.parquet"))) {
            bytes = events.put(station.store());
            station.define(events.ddl());
            firstRead(run, station, duck);
            copies(run, station, bytes);
            for (Question question : QUESTIONS) {
                answer(run, station, duck, question);
            }
            if (count <= LARGE) {
                manyHours(run, station);
                whileEventsArrive(run, station, events);
            }
        }
        run.add(Figure.of("JSON", bytes / 1e6, "MB"));
    }

    private static void firstRead(BenchRun run, QueryStation station, PlainDuck duck) throws Exception {
        double ours = Timing.once(() -> station.run(QUESTIONS.get(1).sql().replace(" rows", " events")));
        run.add(Figure.of("first read, group by", ours, "ms"));
        long begin = System.nanoTime();
        station.settle();
        run.add(Figure.of("after it, all copies stand after", (System.nanoTime() - begin) / 1e6, "ms"));
        double baseline = Timing.once(() -> {
            duck.writeParquet();
            return 0;
        });
        run.add(Figure.of("first read, beside its baseline", ours, "ms")
                .beside("DuckDB from JSON to Parquet " + Figure.number(baseline) + " ms", baseline / ours)
                .ratioAtLeast(0.5));
    }

    private static void copies(BenchRun run, QueryStation station, long bytes) throws Exception {
        double share = (double) station.settle() / bytes;
        run.add(Figure.of("copies, share of the JSON, in " + station.copies() + " files", share, "")
                .below(0.3));
    }

    private static void answer(BenchRun run, QueryStation station, PlainDuck duck, Question question) throws Exception {
        int times = run.quick() ? 5 : 11;
        String sql = question.sql().replace(" rows", " events");
        Timing.of(times, () -> station.run(sql));
        Timing.of(times, () -> duck.run(question.sql()));
        double baseline = Timing.of(times, () -> duck.run(question.sql())).median();
        double ours = Timing.of(times, () -> station.run(sql)).median();
        run.add(Figure.of(question.name() + ", with copies", ours, "ms")
                .beside("DuckDB " + Figure.number(baseline) + " ms", baseline / ours)
                .below(1.5 * baseline + 10));
    }

    /** The walkthrough's table: an object an hour in a thousand of the hours that are projected. */
    private static void manyHours(BenchRun run, QueryStation station) throws Exception {
        Events few = new Events("walkthrough", 20_000, 250);
        few.put(station.store());
        station.define(few.ddl());
        String sql = "SELECT count(*) FROM walkthrough";
        run.add(Figure.of("count over 51,000 hours, 1,000 objects, first", Timing.once(() -> station.run(sql)), "ms"));
        Timing.of(3, () -> station.run(sql));
        run.add(Figure.of(
                "the same, without copies", Timing.of(5, () -> station.run(sql)).median(), "ms"));
        station.settle();
        Thread.sleep(2500); // Directories that changed just now are not taken from the cache.
        Timing.of(3, () -> station.run(sql));
        run.add(Figure.of(
                        "the same, with copies",
                        Timing.of(run.quick() ? 5 : 41, () -> station.run(sql)).median(),
                        "ms")
                .below(50));
    }

    private static void whileEventsArrive(BenchRun run, QueryStation station, Events events) throws Exception {
        String sql = "SELECT element_clicked, count(*) FROM events GROUP BY element_clicked";
        long stored = total(station.run(sql));
        List<Double> times = new ArrayList<>();
        try (Arriving arriving = new Arriving(station, events, events.hours() + 1, 20_000)) {
            long until = System.nanoTime() + (run.quick() ? 2_000_000_000L : 20_000_000_000L);
            while (System.nanoTime() < until) {
                long before = stored + arriving.acknowledged();
                long begin = System.nanoTime();
                Rows rows = station.run(sql);
                times.add((System.nanoTime() - begin) / 1e6);
                if (total(rows) < before || !rows.freshness().complete()) {
                    throw new IllegalStateException("The query missed events that were acknowledged before it.");
                }
                Thread.sleep(20);
            }
        }
        Timing timing = new Timing(times.stream().sorted().toList());
        run.add(Figure.of("group by while 20,000 events/s arrive, median", timing.median(), "ms"));
        run.add(Figure.of("the same, p99", timing.percentile(99), "ms").below(100));
    }

    private static long total(Rows rows) {
        return rows.rows().stream().mapToLong(row -> (Long) row.get(1)).sum();
    }
}
