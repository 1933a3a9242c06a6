package io.millrace.benchmarks.http;

import java.util.Arrays;

/** A histogram of nanoseconds in steps of 1.6 %. Used by one thread. */
final class Latencies {

    private static final int STEPS = 64;
    private static final int STEP_BITS = 6;

    private final long[] counts = new long[64 * STEPS];

    void add(long nanos) {
        long value = Math.max(nanos, STEPS);
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        counts[exponent * STEPS + (int) ((value >>> (exponent - STEP_BITS)) & (STEPS - 1))]++;
    }

    /** The latency that this share of all did not exceed; 0 where there is none. */
    long percentile(double share) {
        long rank = (long) (Arrays.stream(counts).sum() * share);
        for (int i = 0; i < counts.length; i++) {
            rank -= counts[i];
            if (rank < 0) {
                int exponent = i / STEPS;
                return (1L << exponent) + ((long) (i % STEPS) << (exponent - STEP_BITS));
            }
        }
        return 0;
    }
}
