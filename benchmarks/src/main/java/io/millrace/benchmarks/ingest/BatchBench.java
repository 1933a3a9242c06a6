package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.http.ServerProcess;
import java.net.http.HttpRequest;

/** Signed PutRecordBatch alone: a part of what {@link IngestBench} measures. */
public final class BatchBench implements Bench {

    @Override
    public String name() {
        return "batches";
    }

    @Override
    public String about() {
        return "signed PutRecordBatch of 500 records of 113 bytes over HTTP with a processor on, generator included, beside"
                + " a bare non-blocking Jetty that takes the same bytes.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
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
                new IngestBench.Measurement(run, jetty, server).batches();
            }
        }
    }
}
