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
import java.util.Base64;
import java.util.Collections;

/**
 * The packaged server under load, its processors on, beside a bare Jetty under the same load from the same generator on the
 * same two cores. A rate that leaves a growing backlog is no rate, so the backlog is a figure too.
 */
public final class IngestBench implements Bench {

    private static final int BATCH = 500;
    private static final int STEADY_RATE = 10_000;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String about() {
        return "durable events over HTTP with processors on, beside a bare non-blocking Jetty that answers 200; one"
                + " generator thread on the same machine.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        measure(run, (measurement, pipeline) -> {
            pipeline.transformedStream("transformed");
            measurement.all(pipeline.api("delimited"), pipeline.api("transformed"));
        });
    }

    /** What is done with a server that stands, its stream {@code delimited} included. */
    interface Work {
        void on(Measurement measurement, Pipeline pipeline) throws Exception;
    }

    /** Starts the server and the bare Jetty beside it. */
    static void measure(BenchRun run, Work work) throws Exception {
        try (ServerProcess jetty = ServerProcess.bareJetty(run.directory());
                ServerProcess server = ServerProcess.millrace(run.directory().resolve("data"))) {
            jetty.awaitAnswer(HttpRequest.newBuilder(jetty.endpoint())
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
            server.awaitAnswer(HttpRequest.newBuilder(server.endpoint().resolve("/_/health"))
                    .build());
            try (Pipeline pipeline = new Pipeline(server.endpoint())) {
                pipeline.ground();
                pipeline.delimitedStream("delimited");
                work.on(new Measurement(run, jetty, server), pipeline);
            }
        }
    }

    /** One figure after the other. */
    record Measurement(BenchRun run, ServerProcess jetty, ServerProcess server) {

        void all(String delimited, String transformed) throws IOException, InterruptedException {
            byte[] put = signed("PutRecord", "{\"DeliveryStreamName\":\"delimited\",\"Record\":" + record() + "}");
            byte[] post = Requests.post(server.endpoint(), delimited, Pipeline.EVENT);
            closed("POST through the stage", post, 64, 1, 0.3, 0);
            closed("POST through the stage", post, 256, 1, 0, 0);
            closed("signed PutRecord", put, 64, 1, 0.4, 0);
            closed("signed PutRecord", put, 256, 1, 0.4, 0);
            steady("signed PutRecord at " + STEADY_RATE + "/s, open loop", put);
            batches();
            closed(
                    "POST, the walkthrough's function",
                    Requests.post(server.endpoint(), transformed, Pipeline.EVENT),
                    64,
                    1,
                    0,
                    0);
        }

        /** Into the stream {@code delimited}. */
        void batches() throws IOException, InterruptedException {
            String records = String.join(",", Collections.nCopies(BATCH, record()));
            byte[] batch =
                    signed("PutRecordBatch", "{\"DeliveryStreamName\":\"delimited\",\"Records\":[" + records + "]}");
            closed("signed PutRecordBatch of 500", batch, 8, BATCH, 0, 300_000);
        }

        private static String record() {
            String data = Base64.getEncoder().encodeToString(Pipeline.EVENT.getBytes(StandardCharsets.UTF_8));
            return "{\"Data\":\"" + data + "\"}";
        }

        private byte[] signed(String operation, String body) {
            return Requests.signed(
                    server.endpoint(), ServerProcess.ACCESS_KEY_ID, ServerProcess.SECRET_ACCESS_KEY, operation, body);
        }

        private void closed(String name, byte[] request, int connections, int records, double ratio, double target)
                throws IOException, InterruptedException {
            byte[] plain = Requests.post(jetty.endpoint(), "/", body(request));
            HttpLoad bare = new HttpLoad(jetty.address(), plain, connections);
            HttpLoad ours = new HttpLoad(server.address(), request, connections);
            bare.closedLoop(run.warmUp());
            double before = bare.closedLoop(run.measured()).perSecond();
            ours.closedLoop(run.warmUp());
            awaitNoBacklog();
            HttpLoad.Result result;
            double growth;
            try (Backlog backlog = new Backlog(server)) {
                result = ours.closedLoop(longMeasured(ratio));
                growth = backlog.growth();
            }
            double beside = (before + bare.closedLoop(run.measured()).perSecond()) / 2;
            check(result);
            String what = name + ", " + connections + " connections";
            double rate = result.perSecond() * records;
            Figure figure = Figure.of(what, rate, records == 1 ? "events/s" : "records/s")
                    .beside(
                            "bare Jetty, same bytes: " + Figure.number(beside) + " requests/s; p99 "
                                    + Figure.number(result.p99() / 1e6) + " ms",
                            result.perSecond() / beside);
            figure = ratio > 0 ? figure.ratioAtLeast(ratio) : figure;
            run.add(target > 0 ? figure.atLeast(target) : figure);
            // A tenth of a second's worth may come and go; more is a backlog that grows.
            run.add(Figure.of("  growth of its backlog", growth / 1e6, "MB")
                    .below(Math.max(1, rate * Pipeline.EVENT.length() / 1e7)));
        }

        private void steady(String what, byte[] request) throws IOException, InterruptedException {
            HttpLoad ours = new HttpLoad(server.address(), request, 64);
            HttpLoad bare = new HttpLoad(jetty.address(), Requests.post(jetty.endpoint(), "/", body(request)), 64);
            double beside = bare.openLoop(run.measured(), STEADY_RATE).p99() / 1e6;
            ours.openLoop(run.warmUp(), STEADY_RATE);
            awaitNoBacklog();
            HttpLoad.Result result = ours.openLoop(longMeasured(1), STEADY_RATE);
            check(result);
            double p99 = result.p99() / 1e6;
            run.add(Figure.of(what + ", p99", p99, "ms")
                    .beside("bare Jetty: " + Figure.number(beside) + " ms", beside / p99)
                    .below(5));
        }

        /** What has a target is measured long enough to show a backlog that grows slowly. */
        private Duration longMeasured(double target) {
            return Duration.ofSeconds(run.quick() ? 3 : target > 0 ? 60 : 15);
        }

        private static String body(byte[] request) {
            String text = new String(request, StandardCharsets.UTF_8);
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        private static void check(HttpLoad.Result result) throws IOException {
            if (result.failures() > 0) {
                throw new IOException(
                        result.failures() + " requests failed; the first answer was:\n" + result.complaint());
            }
        }

        private void awaitNoBacklog() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (Backlog.now(server) > 0) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("The backlog does not drain: " + server.page("/_/health"));
                }
                Thread.sleep(50);
            }
        }
    }
}
