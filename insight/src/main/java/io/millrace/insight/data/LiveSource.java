package io.millrace.insight.data;

import io.millrace.base.Caller;
import io.millrace.insight.visual.DataTable;
import io.millrace.insight.visual.RowSource;

/** Rows straight from the table, at each request. */
final class LiveSource implements RowSource {

    private final Engine engine;
    private final Caller caller;
    private final DataSet dataSet;
    private final String region;

    LiveSource(Engine engine, Caller caller, DataSet dataSet, String region) {
        this.engine = engine;
        this.caller = caller;
        this.dataSet = dataSet;
        this.region = region;
    }

    @Override
    public DataTable table() {
        return new DataTable(dataSet.plan().origin().from(), dataSet.plan().columns());
    }

    @Override
    public Rows run(String sql, int maxRows) throws InterruptedException {
        String database = dataSet.plan().origin().database();
        return engine.run(caller, new Engine.Request(region, database, sql, maxRows));
    }
}
