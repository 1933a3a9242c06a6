package io.millrace.delivery.core;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a record. */
public sealed interface Outcome {

    Outcome DROPPED = new Dropped();

    static Outcome ok(ByteBuffer data) {
        return ok(data, Map.of());
    }

    static Outcome ok(ByteBuffer data, Map<PartitionKey, String> partitionKeys) {
        return new Ok(data, partitionKeys, Optional.empty());
    }

    /**
     * Bytes for the object, verbatim.
     *
     * @param partitionKeys for dynamic partitioning
     * @param part what the record held of it, where it was taken apart
     */
    record Ok(ByteBuffer data, Map<PartitionKey, String> partitionKeys, Optional<ByteBuffer> part) implements Outcome {}

    /** The record was taken apart; each part has an outcome of its own, and none was taken apart again. */
    record Several(List<Outcome> parts) implements Outcome {
        public Several {
            parts = List.copyOf(parts);
        }
    }

    /** Wanted by the processor; leaves no trace but a count. */
    record Dropped() implements Outcome {}

    /**
     * A line for the error output.
     *
     * @param type the part of the error prefix, and the shape of the line
     * @param attempts how often it was tried
     * @param attemptEnded when the last attempt ended
     * @param lambdaArn of the function that failed
     * @param part what failed, where the record was taken apart
     */
    record Failed(
            ErrorType type,
            String code,
            String message,
            int attempts,
            Instant attemptEnded,
            Optional<String> lambdaArn,
            Optional<ByteBuffer> part)
            implements Outcome {

        /** The same of a part of a record. */
        Failed of(Optional<ByteBuffer> part) {
            return new Failed(type, code, message, attempts, attemptEnded, lambdaArn, part);
        }
    }
}
