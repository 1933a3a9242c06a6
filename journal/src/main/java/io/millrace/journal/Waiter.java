package io.millrace.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A completion that one thread waits for. */
final class Waiter implements Completion {

    private final Thread waiting = Thread.currentThread();
    private long position;
    private @Nullable IOException failure;
    private volatile boolean done;

    @Override
    public void forced(long where) {
        position = where;
        wake();
    }

    @Override
    public void failed(IOException cause) {
        failure = cause;
        wake();
    }

    private void wake() {
        done = true;
        LockSupport.unpark(waiting);
    }

    /** The position, when the append is forced. */
    long await() throws IOException {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            waiting.interrupt();
        }
        if (failure != null) {
            throw new IOException("The append failed: " + failure.getMessage(), failure);
        }
        return position;
    }
}
