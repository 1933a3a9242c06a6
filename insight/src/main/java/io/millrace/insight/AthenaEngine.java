package io.millrace.insight;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.insight.data.Engine;
import io.millrace.insight.data.QueryFailed;
import io.millrace.insight.data.QueryFailed.Reason;
import io.millrace.insight.visual.RowSource;
import io.millrace.insight.visual.VisualData;
import io.millrace.objects.open.LeftOut;
import io.millrace.query.Query;
import io.millrace.query.QueryFailure;
import io.millrace.query.Rows;
import io.millrace.query.RunOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The query station as this one asks it. Shared between threads. */
public final class AthenaEngine implements Engine {

    private final Query query;
    private final Clock clock;
    private final Duration timeout;

    /** @param timeout how long a query may run */
    public AthenaEngine(Query query, Clock clock, Duration timeout) {
        this.query = query;
        this.clock = clock;
        this.timeout = timeout;
    }

    @Override
    public RowSource.Rows run(Caller caller, Request request) throws InterruptedException {
        Instant asOf = clock.instant();
        RunOptions options = new RunOptions(request.maxRows(), timeout, RunOptions.DEFAULT.waitForFresh());
        try {
            Rows rows = query.run(caller, request.region(), request.database(), request.sql(), options);
            List<String> leftOut =
                    rows.freshness().leftOut().stream().map(AthenaEngine::said).toList();
            return new RowSource.Rows(rows.rows(), new VisualData.Freshness(true, asOf, leftOut));
        } catch (QueryFailure failure) {
            throw new QueryFailed(reason(failure.text()), failure.text());
        }
    }

    private static String said(LeftOut left) {
        return "The newest records of " + left.stream() + " are left out: " + left.message();
    }

    /** Athena tells failures apart by their words alone. */
    private static Reason reason(String message) {
        if (message.startsWith("Insufficient permissions")) {
            return Reason.DENIED;
        }
        if (message.contains("TABLE_NOT_FOUND") || message.contains("SCHEMA_NOT_FOUND")) {
            return Reason.NOT_FOUND;
        }
        return message.contains("TIMEOUT") || message.contains("timed out") ? Reason.TIMEOUT : Reason.OTHER;
    }
}
