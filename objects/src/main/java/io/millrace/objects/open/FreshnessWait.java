package io.millrace.objects.open;

import io.millrace.base.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One wait for several streams; ends when each has answered. Shared between threads. */
final class FreshnessWait {

    private final CompletableFuture<Freshness> result = new CompletableFuture<>();
    private final List<Reading.Waiting> waits = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private int outstanding = 1; // One for the beginning, so that it cannot end before all streams are asked.

    void on(Reading reading) {
        synchronized (this) {
            outstanding++;
        }
        Once once = new Once();
        waits.add(reading.await(once::answer));
    }

    /** A stream may answer just as the wait is given up; only the first counts. */
    private final class Once {
        private boolean answered;

        void answer(Optional<LeftOut> missing) {
            synchronized (FreshnessWait.this) {
                if (answered) {
                    return;
                }
                answered = true;
            }
            answered(missing);
        }
    }

    CompletableFuture<Freshness> begin(Scheduler scheduler, Duration atMost) {
        answered(Optional.empty());
        if (result.isDone()) {
            return result;
        }
        Scheduler.Cancellable deadline = scheduler.schedule(atMost, () -> waits.forEach(Reading.Waiting::giveUp));
        return result.whenComplete((freshness, failure) -> deadline.cancel());
    }

    private void answered(Optional<LeftOut> missing) {
        List<LeftOut> all;
        synchronized (this) {
            missing.ifPresent(leftOut::add);
            if (--outstanding > 0) {
                return;
            }
            all = List.copyOf(leftOut);
        }
        result.complete(all.isEmpty() ? Freshness.COMPLETE : new Freshness(all));
    }
}
