package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;

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
        IngestBench.measure(run, (measurement, _) -> measurement.batches());
    }
}
