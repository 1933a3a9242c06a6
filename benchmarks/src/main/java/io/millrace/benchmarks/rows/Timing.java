package io.millrace.benchmarks.rows;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Times of one thing done again and again, in milliseconds. */
record Timing(double[] sorted) {

    static Timing of(int times, Callable<?> work) throws Exception {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            millis[i] = once(work);
        }
        Arrays.sort(millis);
        return new Timing(millis);
    }

    static double once(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e6;
    }

    double median() {
        return sorted[sorted.length / 2];
    }

    double percentile(int hundredth) {
        return sorted[Math.min(sorted.length - 1, sorted.length * hundredth / 100)];
    }
}
