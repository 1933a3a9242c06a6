package io.millrace.benchmarks.delivery;

import io.millrace.base.disk.LocalDisk;
import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.delivery.StreamStatus;
import io.millrace.journal.Completion;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Closed loops of PutRecordBatch without the wire, beside the same batches appended to a journal. */
public final class DeliveryBench implements Bench {

    private static final int RECORD = 113;
    private static final int BATCH = 500;
    private static final int CALLERS = 64;
    private static final List<ByteBuffer> RECORDS = Collections.nCopies(
            BATCH, ByteBuffer.wrap("{\"a\":1}".repeat(20).substring(0, RECORD).getBytes(StandardCharsets.UTF_8)));

    private static final String DELIMITER =
            "{\"Enabled\":true,\"Processors\":[{\"Type\":\"AppendDelimiterToRecord\"}]}";

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public String about() {
        return "PutRecordBatch of 500 records of 113 bytes without the wire, 64 calls outstanding, processing and"
                + " sealing meanwhile, beside the same batches appended to a journal.";
    }

    /** Something that is called again as soon as it has answered. */
    private interface Call {
        void run(Runnable answered);
    }

    @Override
    public void run(BenchRun run) throws Exception {
        double journal = journal(run, run.directory().resolve("journal"));
        run.add(Figure.of("journal alone", journal, "records/s"));
        try (DeliveryHouse house = new DeliveryHouse(run.directory().resolve("plain"))) {
            measure(run, house, "verbatim", "", journal);
        }
        try (DeliveryHouse house = new DeliveryHouse(run.directory().resolve("delimited"))) {
            measure(run, house, "delimited", DELIMITER, journal);
        }
    }

    private static void measure(BenchRun run, DeliveryHouse house, String name, String processing, double journal)
            throws Exception {
        house.createStream(name, processing);
        Call call = answered -> house.delivery()
                .putRecordBatch(DeliveryHouse.ROOT, DeliveryHouse.REGION, name, RECORDS)
                .whenComplete((result, failure) -> {
                    if (failure != null || result.failed() > 0) {
                        throw new IllegalStateException("A batch was refused", failure);
                    }
                    answered.run();
                });
        long before = System.nanoTime();
        double accepted = rate(run, call);
        run.add(Figure.of("accepted, " + name, accepted, "records/s")
                .beside("journal alone", accepted / journal)
                .atLeast(1_500_000));
        StreamStatus status = house.delivery().streams().getFirst();
        double through = status.open().tally().outputs() / ((System.nanoTime() - before) / 1e9);
        run.add(Figure.of("processed meanwhile, " + name, through, "records/s"));
    }

    private static double journal(BenchRun run, Path directory) throws Exception {
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                ExecutorService answers = Executors.newSingleThreadExecutor();
                Journal journal = Journal.open(new LocalDisk(), directory, JournalConfig.defaults(), writer, answers)) {
            return rate(
                    run,
                    answered -> journal.append(RECORDS, new Completion() {
                        @Override
                        public void forced(long position) {
                            answered.run();
                        }

                        @Override
                        public void failed(IOException cause) {
                            throw new IllegalStateException(cause);
                        }
                    }));
        }
    }

    /** Records a second, with {@link #CALLERS} calls outstanding. */
    private static double rate(BenchRun run, Call call) throws InterruptedException {
        Loop loop = new Loop(call);
        for (int i = 0; i < CALLERS; i++) {
            loop.run();
        }
        Thread.sleep(run.warmUp());
        long before = loop.records.sum();
        long start = System.nanoTime();
        Thread.sleep(run.measured());
        double rate = (loop.records.sum() - before) / ((System.nanoTime() - start) / 1e9);
        loop.stopping = true;
        loop.ended.acquire(CALLERS);
        return rate;
    }

    /** Calls again when it is answered, without a thread of its own. Shared between threads. */
    private static final class Loop implements Runnable {
        private final Call call;
        private final LongAdder records = new LongAdder();
        private final Semaphore ended = new Semaphore(0);
        private volatile boolean stopping;

        Loop(Call call) {
            this.call = call;
        }

        @Override
        public void run() {
            call.run(() -> {
                records.add(BATCH);
                if (stopping) {
                    ended.release();
                } else {
                    run();
                }
            });
        }
    }
}
