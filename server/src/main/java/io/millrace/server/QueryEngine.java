package io.millrace.server;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.insight.data.Engine;
import io.millrace.insight.data.QueryFailed;
import io.millrace.insight.visual.RowSource;
import io.millrace.insight.visual.VisualData;
import io.millrace.query.Query;
import io.millrace.query.QueryFailure;
import io.millrace.query.Rows;
import io.millrace.query.RunOptions;
import io.millrace.wire.AccessDenied;

/** Binds the engine that data sets ask to Athena's. Shared between threads; blocks. */
final class QueryEngine implements Engine {

    private final Query query;
    private final Clock clock;

    QueryEngine(Query query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    @Override
    public RowSource.Rows run(Caller caller, Request request) throws InterruptedException {
        RunOptions options =
                new RunOptions(request.maxRows(), RunOptions.DEFAULT.timeout(), RunOptions.DEFAULT.waitForFresh());
        try {
            Rows rows = query.run(caller, request.region(), request.database(), request.sql(), options);
            return new RowSource.Rows(
                    rows.rows(),
                    new VisualData.Freshness(
                            true,
                            clock.instant(),
                            rows.freshness().leftOut().stream()
                                    .map(left -> left.stream() + ": " + left.message())
                                    .toList()));
        } catch (AccessDenied denied) {
            throw new QueryFailed(QueryFailed.Reason.DENIED, denied.text());
        } catch (QueryFailure failure) {
            throw new QueryFailed(reason(failure), failure.text());
        }
    }

    private static QueryFailed.Reason reason(QueryFailure failure) {
        if (failure.cancelled()) {
            return QueryFailed.Reason.TIMEOUT;
        }
        return failure.text().contains("NOT_FOUND") ? QueryFailed.Reason.NOT_FOUND : QueryFailed.Reason.OTHER;
    }
}
