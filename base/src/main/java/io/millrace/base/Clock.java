package io.millrace.base;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time, passed in. {@link #instant()} is the wall clock and may jump; ages and deadlines are measured with {@link
 * #nanoTime()}, which never goes back.
 */
public interface Clock extends InstantSource {

    /** Nanoseconds since some fixed moment of this process; only differences mean anything. */
    long nanoTime();

    /** The machine's clocks. */
    static Clock system() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }
}
