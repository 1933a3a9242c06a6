package io.millrace.testing;

import io.millrace.base.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Runs tasks on the caller's thread, in an order that the generator draws, so that a seed replays it. Used by one
 * thread.
 */
public final class ManualScheduler implements Scheduler {

    private record Timed(long dueNanos, Runnable task) {}

    private final ManualClock clock;
    private final RandomGenerator random;
    private final List<Runnable> ready = new ArrayList<>();
    private final List<Timed> timers = new ArrayList<>();

    public ManualScheduler(ManualClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Timed timed = new Timed(clock.nanoTime() + delay.toNanos(), task);
        timers.add(timed);
        return () -> timers.remove(timed);
    }

    /** Runs one task that is ready or due; false where there is none. */
    public boolean runOne() {
        timers.removeIf(timed -> {
            boolean due = timed.dueNanos() - clock.nanoTime() <= 0;
            if (due) {
                ready.add(timed.task());
            }
            return due;
        });
        if (ready.isEmpty()) {
            return false;
        }
        ready.remove(random.nextInt(ready.size())).run();
        return true;
    }

    /** Runs until nothing is ready; time stands. */
    public void runAll() {
        while (runOne()) {
            // Each task may make others ready.
        }
    }

    /** Forgets everything, as a crash does. */
    public void clear() {
        ready.clear();
        timers.clear();
    }
}
