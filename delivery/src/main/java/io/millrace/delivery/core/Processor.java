package io.millrace.delivery.core;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One of a stream's processors, in Firehose's sense. Called with one batch at a time for each stream.
 *
 * <p>The same records may be handed in again after a crash or a failed commit, and may come out otherwise: nobody saw
 * the earlier outcomes.
 */
@FunctionalInterface
public interface Processor {

    /**
     * Must not block.
     *
     * @return one outcome for each record, in their order. A stage that fails means that the processor could not be
     *     asked: the batch is tried again, for as long as it takes, and the stream is said to stall
     */
    CompletionStage<List<Outcome>> process(List<SourceRecord> records);

    /** Whether it is only getting ready to answer, as a function whose process is being started; ends by itself. */
    default boolean starting() {
        return false;
    }
}
