package io.millrace.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Times of one thing done again and again, in milliseconds, the shortest first. */
record Timing(List<Double> sorted) {

    static Timing of(int times, Callable<?> work) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            millis.add(once(work));
        }
        return new Timing(millis.stream().sorted().toList());
    }

    static double once(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e6;
    }

    double median() {
        return sorted.get(sorted.size() / 2);
    }

    double percentile(int hundredth) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * hundredth / 100));
    }
}
