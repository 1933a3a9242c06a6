package io.millrace.benchmarks;

/** One benchmark: a family of measurements that belong together. */
public interface Bench {

    /** What a user types. */
    String name();

    /** One sentence: what it measures, beside what. */
    String about();

    /** Measures, and puts each figure into the run as soon as it stands. */
    void run(BenchRun run) throws Exception;
}
