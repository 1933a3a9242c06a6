package io.millrace.benchmarks.journal;

import io.millrace.journal.Completion;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes an answer for granted, and stops the benchmark where it is a failure. */
final class Answer implements Completion {

    @Override
    public void forced(long position) {}

    @Override
    public void failed(IOException cause) {
        throw new UncheckedIOException(cause);
    }
}
