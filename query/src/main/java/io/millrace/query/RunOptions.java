package io.millrace.query;

import java.time.Duration;

/**
 * How to run.
 *
 * @param maxRows rows beyond are left out, and the answer says so
 * @param waitForFresh how long to wait at most for what was acknowledged before
 */
public record RunOptions(int maxRows, Duration timeout, Duration waitForFresh) {

    /** For pages: 10,000 rows, 30 seconds, and promise 2's deadline. */
    public static final RunOptions DEFAULT = new RunOptions(10_000, Duration.ofSeconds(30), Duration.ofSeconds(2));
}
