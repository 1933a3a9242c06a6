package io.millrace.delivery.core;

import io.millrace.base.Scheduler.Cancellable;
import io.millrace.objects.open.OpenStream;
import io.millrace.objects.open.Stall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says when a stream stands still and when it goes on. Processors that do not answer count as soon as they have had a
 * batch for longer than queries wait; one that is slow but gets on does not, nor one that is only being started. Shared between threads.
 */
final class StallWatch {

    private final CoreParts parts;
    private final OpenStream open;
    private long questions;
    private boolean asking;
    private @Nullable Cancellable timer;
    private boolean stalled;

    StallWatch(CoreParts parts, OpenStream open) {
        this.parts = parts;
        this.open = open;
    }

    /** The processors have the batch and did not answer at once. */
    synchronized void asking(LogBatch batch, Processor processors) {
        asking = true;
        long question = ++questions;
        int records = batch.records().size();
        watch(question, records, processors);
    }

    private void watch(long question, int records, Processor processors) {
        timer = parts.scheduler()
                .schedule(
                        parts.config().stallAfter(), () -> late(question, records, processors, processors.starting()));
    }

    private synchronized void late(long question, int records, Processor processors, boolean starting) {
        if (!asking || question != questions) {
            return;
        }
        if (starting) {
            watch(question, records, processors); // Its time begins when it is ready.
        } else {
            stall(
                    Stall.Reason.PROCESSOR_FAILING,
                    "A processor has not answered yet for " + records
                            + " records. If it is a function, see its log and its timeout.");
        }
    }

    /** They answered, or failed. */
    synchronized void answered() {
        asking = false;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    synchronized void stall(Stall.Reason reason, String message) {
        stalled = true;
        open.stalled(
                new Stall(reason, message, Instant.ofEpochMilli(parts.clock().millis())));
    }

    /** A batch was committed. */
    synchronized void flowing() {
        if (stalled) {
            stalled = false;
            open.flowing();
        }
    }
}
