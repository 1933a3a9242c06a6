package io.millrace.insight.data;

import io.millrace.base.Caller;
import io.millrace.insight.visual.RowSource;

/** Athena as this station sees it. Shared between threads; blocks. */
@FunctionalInterface
public interface Engine {

    /** @throws QueryFailed where the engine answers with a reason */
    RowSource.Rows run(Caller caller, Request request) throws InterruptedException;

    /** A query in a region, names without a database in this one. */
    record Request(String region, String database, String sql, int maxRows) {}
}
