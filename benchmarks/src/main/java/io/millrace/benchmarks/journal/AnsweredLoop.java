package io.millrace.benchmarks.journal;

import io.millrace.journal.Completion;
import io.millrace.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Callers that append again when they are answered, without a thread of their own. */
final class AnsweredLoop implements ClosedLoop {

    private final Journal journal;
    private final List<ByteBuffer> payloads;
    private final int callers;
    private final LongAdder records = new LongAdder();
    private final Semaphore ended = new Semaphore(0);
    private volatile boolean stopping;

    AnsweredLoop(Journal journal, List<ByteBuffer> payloads, int callers) {
        this.journal = journal;
        this.payloads = payloads;
        this.callers = callers;
    }

    private final class Caller implements Completion {

        void append() {
            if (payloads.size() == 1) {
                journal.append(payloads.getFirst(), this);
            } else {
                journal.append(payloads, this);
            }
        }

        @Override
        public void forced(long position) {
            records.add(payloads.size());
            if (stopping) {
                ended.release();
            } else {
                append();
            }
        }

        @Override
        public void failed(IOException cause) {
            ended.release();
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void start() {
        for (int i = 0; i < callers; i++) {
            new Caller().append();
        }
    }

    @Override
    public long records() {
        return records.sum();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        ended.acquire(callers);
    }
}
