package io.millrace.delivery.core;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What became of a record. */
public sealed interface Outcome {

    Outcome DROPPED = new Dropped();

    static Outcome ok(ByteBuffer data) {
        return new Ok(data, Map.of());
    }

    /**
     * Bytes for the object, verbatim.
     *
     * @param partitionKeys for dynamic partitioning, by name
     */
    record Ok(ByteBuffer data, Map<String, String> partitionKeys) implements Outcome {}

    /** Wanted by the processor; leaves no trace but a count. */
    record Dropped() implements Outcome {}

    /**
     * A line for the error output.
     *
     * @param errorOutputType the part of the error prefix, e.g. {@code processing-failed}
     * @param attempts how often it was tried
     * @param attemptEnded when the last attempt ended
     * @param lambdaArn of the function that failed
     */
    record Failed(
            String errorOutputType,
            String code,
            String message,
            int attempts,
            Instant attemptEnded,
            Optional<String> lambdaArn)
            implements Outcome {}
}
