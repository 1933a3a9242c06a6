package io.millrace.insight.state;

import java.time.Instant;
import java.util.Optional;

/**
 * One import of a data set.
 *
 * @param dataSet the data set's incarnation
 * @param requestType QuickSight's word: INITIAL_INGESTION or FULL_REFRESH
 * @param failure present when FAILED
 * @param result present when COMPLETED
 */
public record Ingestion(
        String dataSet,
        String id,
        IngestionStatus status,
        String requestType,
        Instant created,
        Optional<Failure> failure,
        Optional<Result> result) {

    /** Why it failed; {@code type} is one of QuickSight's error types. */
    public record Failure(String type, String message) {}

    /** What it brought. */
    public record Result(long rowsIngested, long rowsDropped, long bytes, long seconds) {}

    public Ingestion with(IngestionStatus next) {
        return new Ingestion(dataSet, id, next, requestType, created, failure, result);
    }

    public Ingestion failed(String type, String message) {
        return new Ingestion(
                dataSet,
                id,
                IngestionStatus.FAILED,
                requestType,
                created,
                Optional.of(new Failure(type, message)),
                result);
    }

    public Ingestion completed(Result brought) {
        return new Ingestion(
                dataSet, id, IngestionStatus.COMPLETED, requestType, created, Optional.empty(), Optional.of(brought));
    }
}
