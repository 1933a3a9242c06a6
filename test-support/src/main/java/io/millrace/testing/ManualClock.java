package io.millrace.testing;

import io.millrace.base.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands until it is told. {@link #jump} moves the wall clock alone, as an operator's hand would. */
public final class ManualClock implements Clock {

    private Instant now;
    private long nanos;

    public ManualClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    public synchronized void jump(Duration by) {
        now = now.plus(by);
    }
}
