package io.millrace.functions.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Drains a process's output into the function's log, line by line, and keeps the last 4 KB of the present invocation.
 * Shared between threads: the draining thread and the one that invokes.
 */
final class WorkerLog {

    private static final int TAIL = 4096;
    private static final int LINE_LIMIT = 256 * 1024;

    private final FunctionLog log;
    private final String source;
    private final Semaphore ends = new Semaphore(0);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final byte[] tail = new byte[TAIL];
    private long tailLength;

    WorkerLog(FunctionLog log, String source) {
        this.log = log;
        this.source = source;
    }

    /** Drains until the process closes its output. A NUL byte marks the end of an invocation's log. */
    void drain(InputStream output) {
        byte[] buffer = new byte[1 << 16];
        try (output) {
            for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                take(buffer, count);
            }
        } catch (IOException closed) {
            // The process was ended; what it had written is gone with it.
        } finally {
            endLine();
            ends.release();
        }
    }

    private synchronized void take(byte[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            byte next = buffer[i];
            if (next == 0) {
                endLine();
                ends.release();
            } else if (next == '\n') {
                tail[(int) (tailLength++ % TAIL)] = next;
                log.line(source, line.toByteArray());
                line.reset();
            } else {
                tail[(int) (tailLength++ % TAIL)] = next;
                line.write(next);
                if (line.size() >= LINE_LIMIT) {
                    endLine();
                }
            }
        }
    }

    private synchronized void endLine() {
        if (line.size() > 0) {
            log.line(source, line.toByteArray());
            line.reset();
        }
    }

    /** Begins an invocation: its tail starts empty. */
    synchronized void begin() {
        ends.drainPermits();
        tailLength = 0;
    }

    /** Waits until the output of the invocation has been drained, as far as that can be known. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        if (ends.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            ends.release();
        }
    }

    /** A line of the platform's own: START, END, REPORT. */
    synchronized void platformLine(String text) {
        endLine();
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        for (byte next : bytes) {
            tail[(int) (tailLength++ % TAIL)] = next;
        }
        log.line(source, text);
    }

    synchronized byte[] tail() {
        int length = (int) Math.min(tailLength, TAIL);
        byte[] last = new byte[length];
        for (int i = 0; i < length; i++) {
            last[i] = tail[(int) ((tailLength - length + i) % TAIL)];
        }
        return last;
    }
}
