package io.millrace.delivery.core;

import io.millrace.journal.Completion;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A stream's log. Shared between threads; appending never blocks. */
class StreamLog {

    private final Journal journal;

    StreamLog(Journal journal) {
        this.journal = journal;
    }

    void append(ByteBuffer frame, Completion done) {
        journal.append(frame, done);
    }

    void append(List<ByteBuffer> frames, Completion done) {
        journal.append(frames, done);
    }

    void appendAndWait(ByteBuffer frame) throws IOException {
        journal.appendAndWait(frame);
    }

    /** The accepted position: every record below it is forced. */
    long accepted() {
        return journal.forcedEnd();
    }

    long start() {
        return journal.start();
    }

    JournalReader read(long from) {
        return journal.read(Math.max(from, journal.start()));
    }

    void release(long before) throws IOException {
        journal.release(before);
    }

    void close() {
        journal.close();
    }
}
