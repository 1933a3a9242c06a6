package io.millrace.benchmarks.journal;

import io.millrace.base.disk.LocalDisk;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Recovery and reading of a log of 1 GiB, small records, all of it in the page cache. */
final class LongLog {

    private final BenchRun run;
    private final Path directory;
    private final long size;

    LongLog(BenchRun run, Path directory) {
        this.run = run;
        this.directory = directory;
        this.size = run.quick() ? 1L << 27 : 1L << 30;
    }

    void measure() throws IOException {
        try (Journal journal = open()) {
            List<ByteBuffer> batch = Collections.nCopies(5000, ByteBuffer.wrap(new byte[113]));
            while (journal.forcedEnd() < size) {
                journal.append(batch, new Answer());
            }
        }
        double plain = readFiles();
        long start = System.nanoTime();
        try (Journal journal = open()) {
            double seconds = (System.nanoTime() - start) / 1e9;
            run.add(Figure.of("recovery of " + (size >> 20) + " MiB", seconds, "s")
                    .beside("reading its files: " + Figure.number(plain) + " s", plain / seconds)
                    .below(5));
            read(journal, plain);
            run.add(Figure.of("heap held with it open, recovered and read", heldHeap(), "MiB")
                    .below(32));
        }
    }

    private static double heldHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
    }

    private Journal open() throws IOException {
        return Journal.open(new LocalDisk(), directory, JournalBench.config(), Runnable::run, Runnable::run);
    }

    private double readFiles() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.toList();
        }
        long start = System.nanoTime();
        for (Path file : files) {
            PlainFile.read(file, buffer);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void read(Journal journal, double plain) throws IOException {
        long start = System.nanoTime();
        long frames = 0;
        long bytes = 0;
        try (JournalReader reader = journal.read(journal.start())) {
            while (reader.next()) {
                frames++;
                bytes += reader.payload().remaining();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        run.add(Figure.of(
                        "reading forward, " + Figure.number(bytes / seconds / 1e6) + " MB/s",
                        frames / seconds,
                        "records/s")
                .beside("reading its files: " + Figure.number(plain) + " s", plain / seconds));
    }
}
