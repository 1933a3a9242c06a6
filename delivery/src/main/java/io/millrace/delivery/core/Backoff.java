package io.millrace.delivery.core;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long each time, up to a limit. Used by one task at a time. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private int failures;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    Duration next() {
        Duration delay = first.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        return delay.compareTo(longest) < 0 ? delay : longest;
    }

    /** Failures since the last success. */
    int failures() {
        return failures;
    }

    void succeeded() {
        failures = 0;
    }
}
