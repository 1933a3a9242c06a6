package io.millrace.benchmarks.journal;

import io.millrace.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Callers on virtual threads that wait for their answer. */
final class WaitingLoop implements ClosedLoop {

    private final Journal journal;
    private final ByteBuffer payload;
    private final int callers;
    private final LongAdder records = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    WaitingLoop(Journal journal, List<ByteBuffer> payloads, int callers) {
        this.journal = journal;
        this.payload = payloads.getFirst();
        this.callers = callers;
    }

    @Override
    public void start() {
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.ofVirtual().start(this::appendAndWait));
        }
    }

    private void appendAndWait() {
        try {
            while (!stopping) {
                journal.appendAndWait(payload);
                records.increment();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public long records() {
        return records.sum();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
