package io.millrace.benchmarks.journal;

import io.millrace.base.ByteSize;
import io.millrace.base.disk.LocalDisk;
import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closed loops of callers, each with one append outstanding that is answered after its force, beside a plain file that is
 * forced at blocks of the size that our commits had.
 */
public final class JournalBench implements Bench {

    private static final int RECORD = 113;
    private static final int BATCH = 500;

    private record Load(String name, int callers, int records, boolean blocking, double target) {}

    private static final List<Load> LOADS = List.of(
            new Load("1 caller", 1, 1, false, 0),
            new Load("64 callers", 64, 1, false, 200_000),
            new Load("256 callers", 256, 1, false, 500_000),
            new Load("1 virtual thread", 1, 1, true, 0),
            new Load("64 virtual threads", 64, 1, true, 90_000),
            new Load("256 virtual threads", 256, 1, true, 350_000),
            new Load("batches of 500, 1 caller", 1, BATCH, false, 0),
            new Load("batches of 500, 64 callers", 64, BATCH, false, 3_000_000),
            new Load("batches of 500, 256 callers", 256, BATCH, false, 3_000_000));

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String about() {
        return "appends of 113-byte records, each answered after its force, beside a plain file forced at blocks of the"
                + " same size; recovery and reading of a long log, beside reading its files.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        for (int i = 0; i < LOADS.size(); i++) {
            measure(run, LOADS.get(i), run.directory().resolve("load-" + i));
        }
        new LongLog(run, run.directory().resolve("long")).measure();
    }

    private static void measure(BenchRun run, Load load, Path directory) throws Exception {
        AtomicLong commits = new AtomicLong();
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                ExecutorService answers = Executors.newSingleThreadExecutor();
                Journal journal = Journal.open(new LocalDisk(), directory, config(), writer, task -> {
                    commits.incrementAndGet();
                    answers.execute(task);
                })) {
            List<ByteBuffer> payloads = Collections.nCopies(load.records(), ByteBuffer.wrap(new byte[RECORD]));
            ClosedLoop loop = load.blocking()
                    ? new WaitingLoop(journal, payloads, load.callers())
                    : new AnsweredLoop(journal, payloads, load.callers());
            loop.start();
            Thread.sleep(run.warmUp());
            Moment before = new Moment(System.nanoTime(), loop.records(), journal.forcedEnd(), commits.get());
            Thread.sleep(run.measured());
            Moment after = new Moment(System.nanoTime(), loop.records(), journal.forcedEnd(), commits.get());
            loop.stop();
            run.add(figure(run, load, before, after, directory));
            journal.release(journal.forcedEnd());
        }
    }

    private record Moment(long nanos, long records, long bytes, long commits) {}

    private static Figure figure(BenchRun run, Load load, Moment before, Moment after, Path directory)
            throws IOException {
        double seconds = (after.nanos() - before.nanos()) / 1e9;
        double rate = (after.records() - before.records()) / seconds;
        long bytes = after.bytes() - before.bytes();
        long commits = Math.max(1, after.commits() - before.commits());
        int block = (int) Math.max(1, bytes / commits);
        double plain = PlainFile.bytesPerSecond(
                directory.resolve("plain"), block, run.measured().dividedBy(2));
        double ours = bytes / seconds;
        Figure figure = Figure.of("records, " + load.name(), rate, "records/s")
                .beside(
                        "plain file, blocks of " + ByteSize.ofKiB(Math.max(1, block / 1024)) + ": "
                                + Figure.number(plain / 1e6) + " MB/s; ours " + Figure.number(ours / 1e6) + " MB/s in "
                                + Figure.number(commits / seconds) + " commits/s",
                        ours / plain);
        return load.target() > 0 ? figure.atLeast(load.target()).ratioAtLeast(0.5) : figure;
    }

    static JournalConfig config() {
        return JournalConfig.defaults();
    }
}
