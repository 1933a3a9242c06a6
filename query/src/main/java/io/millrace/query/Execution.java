package io.millrace.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One started statement, as its callers see it. Immutable; a later look gives a later value.
 *
 * @param statementType DDL, DML or UTILITY
 * @param resultLocation the whole S3 URL of the result
 * @param reason why it failed or was cancelled, or what a successful answer leaves out
 * @param columns of the result, once known
 */
public record Execution(
        String id,
        String region,
        String sql,
        String statementType,
        String substatementType,
        String database,
        String workGroup,
        String resultLocation,
        List<String> parameters,
        State state,
        Optional<String> reason,
        Instant submitted,
        Optional<Instant> completed,
        Statistics statistics,
        List<ResultColumn> columns) {

    /** Athena's states. */
    public enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    Execution running() {
        return with(State.RUNNING, Optional.empty(), Optional.empty(), Statistics.NONE, List.of());
    }

    Execution over(State last, Optional<String> why, Instant at, Statistics cost, List<ResultColumn> itsColumns) {
        return with(last, why, Optional.of(at), cost, itsColumns);
    }

    /** Whether its result is a CSV file, with a line of column names. */
    public boolean isCsv() {
        return statementType.equals("DML");
    }

    private Execution with(
            State newState,
            Optional<String> why,
            Optional<Instant> end,
            Statistics cost,
            List<ResultColumn> itsColumns) {
        return new Execution(
                id,
                region,
                sql,
                statementType,
                substatementType,
                database,
                workGroup,
                resultLocation,
                parameters,
                newState,
                why,
                submitted,
                end,
                cost,
                itsColumns);
    }
}
