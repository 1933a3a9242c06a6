package io.millrace.delivery.core;

import java.time.Instant;
import java.util.Optional;

/** Why a record finds no partition. The first code and message are AWS's, the others have none that is known. */
public enum PartitionFailure {
    NO_VALUE("DynamicPartitioning.MetadataExtractionFailed", "partitionKeys values must not be null or empty"),
    NO_JSON("DynamicPartitioning.MetadataExtractionFailed", "Non JSON record provided"),
    QUERY_FAILED("DynamicPartitioning.MetadataExtractionFailed", "The query cannot be answered for this record"),
    NO_KEY("DynamicPartitioning.InvalidPartitionKeys", "Length of evaluated prefix cannot be greater than 512"),
    NOT_SEPARABLE("DynamicPartitioning.DeAggregationFailed", "The record cannot be taken apart into JSON objects"),
    TOO_MANY_PARTS("DynamicPartitioning.DeAggregationFailed", "A record can hold at most 500 records"),
    TOO_MANY("DynamicPartitioning.ActivePartitionLimitExceeded", "The stream has as many active partitions as it may");

    private final String code;
    private final String message;

    PartitionFailure(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String message() {
        return message;
    }

    public Outcome.Failed outcome(Instant now) {
        return new Outcome.Failed(
                ErrorType.DYNAMIC_PARTITIONING_FAILED, code, message, 1, now, Optional.empty(), Optional.empty());
    }
}
