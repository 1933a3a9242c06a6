package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.benchmarks.http.HttpLoad;
import io.millrace.benchmarks.http.Requests;
import io.millrace.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long after its 2xx an event is counted by a query, while a thousand a second arrive. A query that does not count
 * all that was acknowledged before it began is asked again, and the time runs on.
 */
public final class FreshnessBench implements Bench {

    private static final int PER_SECOND = 1000;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public String about() {
        return "from an event's 2xx to the end of a SELECT count(*) over Athena's API that counts it, " + PER_SECOND
                + " events/s arriving, ten counts a second, beside the same counts when nothing arrives. Ten minutes a"
                + " stream; -Dmillrace.bench.seconds=60 for less.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        try (ServerProcess server = ServerProcess.millrace(run.directory().resolve("data"))) {
            server.awaitAnswer(HttpRequest.newBuilder(server.endpoint().resolve("/_/health"))
                    .build());
            try (Pipeline pipeline = new Pipeline(server.endpoint());
                    Counting counting = new Counting(server.endpoint())) {
                pipeline.ground();
                pipeline.delimitedStream("delimited");
                new Stream(run, server, counting, "delimited").measure("built-in processors", 50);
                pipeline.transformedStream("transformed");
                new Stream(run, server, counting, "transformed").measure("the walkthrough's function", 250);
            }
        }
    }

    private static Duration measured(BenchRun run) {
        return Duration.ofSeconds(run.quick() ? 10 : Long.getLong("millrace.bench.seconds", 600));
    }

    /** A stream, what arrives in it and what is seen of it. */
    private record Stream(BenchRun run, ServerProcess server, Counting counting, String name) {

        void measure(String what, double target) throws Exception {
            counting.table(name);
            HttpLoad load = new HttpLoad(server.address(), event(), 8);
            load.openLoop(run.warmUp(), PER_SECOND);
            long before = counting.count(name);
            List<Double> arriving;
            try (ExecutorService generator = Executors.newSingleThreadExecutor()) {
                Future<HttpLoad.Result> sent = generator.submit(() -> load.openLoop(measured(run), PER_SECOND));
                arriving = counts(load, sent, before);
                check(sent.get(), counting.count(name) - before);
            }
            List<Double> resting = new ArrayList<>();
            for (int i = 0; i < (run.quick() ? 20 : 100); i++) {
                resting.add(timed(0));
            }
            int third = arriving.size() / 3;
            double p99 = share(arriving, 0.99);
            run.add(Figure.of(what + ", p99 of " + arriving.size(), p99, "ms")
                    .beside(
                            "nothing arriving: " + Figure.number(share(resting, 0.99)) + " ms",
                            share(resting, 0.99) / p99)
                    .below(target));
            run.add(Figure.of("  median", share(arriving, 0.5), "ms")
                    .beside(
                            "nothing arriving: " + Figure.number(share(resting, 0.5)) + " ms",
                            share(resting, 0.5) / share(arriving, 0.5)));
            double first = share(arriving.subList(0, third), 0.5);
            double last = share(arriving.subList(arriving.size() - third, arriving.size()), 0.5);
            run.add(Figure.of("  median of the last third of the time", last, "ms")
                    .beside("of the first third: " + Figure.number(first) + " ms", first / last)
                    .ratioAtLeast(0.5));
        }

        private byte[] event() {
            String data = Base64.getEncoder().encodeToString(Pipeline.EVENT.getBytes(StandardCharsets.UTF_8));
            return Requests.signed(
                    server.endpoint(),
                    ServerProcess.ACCESS_KEY_ID,
                    ServerProcess.SECRET_ACCESS_KEY,
                    "PutRecord",
                    "{\"DeliveryStreamName\":\"" + name + "\",\"Record\":{\"Data\":\"" + data + "\"}}");
        }

        /** Milliseconds of each count, until nothing more arrives. */
        private List<Double> counts(HttpLoad load, Future<HttpLoad.Result> sent, long before) throws Exception {
            List<Double> millis = new ArrayList<>();
            long next = System.nanoTime();
            while (!sent.isDone()) {
                next += BETWEEN.toNanos();
                Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
                long acknowledged = load.answered();
                while (load.answered() == acknowledged && !sent.isDone()) {
                    Thread.onSpinWait(); // To the moment of a 2xx.
                }
                millis.add(timed(before + load.answered()));
            }
            return millis;
        }

        private double timed(long wanted) throws Exception {
            long start = System.nanoTime();
            while (counting.count(name) < wanted) {
                if (System.nanoTime() - start > 30_000_000_000L) {
                    throw new IOException("Events were acknowledged half a minute ago and are not counted yet.");
                }
            }
            return (System.nanoTime() - start) / 1e6;
        }

        private static void check(HttpLoad.Result sent, long counted) throws IOException {
            if (sent.failures() > 0) {
                throw new IOException(sent.failures() + " requests failed, the first so:\n" + sent.complaint());
            }
            if (counted != sent.answers()) {
                throw new IOException(sent.answers() + " events were acknowledged and " + counted + " are counted.");
            }
        }

        private static double share(List<Double> values, double share) {
            List<Double> sorted = values.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
        }
    }
}
