package io.millrace.query;

import io.millrace.base.Clock;
import io.millrace.query.SavedQueryStore.Prepared;
import io.millrace.query.ddl.DdlResult;
import io.millrace.query.sql.PreparedSql;
import java.util.List;

/** PREPARE, EXECUTE and DEALLOCATE PREPARE in the execution's workgroup. Shared between threads. */
record PreparedRun(SavedQueryStore store, Clock clock) {

    /** What is to run: a statement's text, and the texts of the literals that stand for its question marks. */
    record Call(String sql, List<String> parameters) {}

    /** The execution's own text, or the prepared statement that it names. */
    Call toRun(Execution execution) {
        return PreparedSql.of(execution.sql())
                .filter(PreparedSql.Executing.class::isInstance)
                .map(PreparedSql.Executing.class::cast)
                .map(executing -> named(execution, executing))
                .orElse(new Call(execution.sql(), execution.parameters()));
    }

    /** PREPARE or DEALLOCATE PREPARE. */
    DdlResult run(Execution execution, PreparedSql statement) {
        switch (statement) {
            case PreparedSql.Preparing it -> {
                Prepared prepared = new Prepared(execution.workGroup(), it.name(), it.sql(), "", clock.instant());
                if (!store.put(execution.region(), prepared, true)) {
                    throw new QueryFailure(
                            "PreparedStatement " + it.name() + " already exists. DEALLOCATE PREPARE it first.", false);
                }
            }
            case PreparedSql.Deallocating it -> {
                if (!store.forget(execution.region(), execution.workGroup(), it.name())) {
                    throw missing(it.name());
                }
            }
            case PreparedSql.Executing it -> throw new IllegalStateException("EXECUTE is a query: " + it.name());
        }
        return new DdlResult(List.of(), List.of());
    }

    private Call named(Execution execution, PreparedSql.Executing executing) {
        Prepared prepared = store.prepared(execution.region(), execution.workGroup(), executing.name())
                .orElseThrow(() -> missing(executing.name()));
        if (!executing.parameters().isEmpty() && !execution.parameters().isEmpty()) {
            throw new QueryFailure(
                    "INVALID_PARAMETER_USAGE: Give parameters with USING or as ExecutionParameters, not both.", false);
        }
        return new Call(
                prepared.sql(), executing.parameters().isEmpty() ? execution.parameters() : executing.parameters());
    }

    private static QueryFailure missing(String name) {
        return new QueryFailure("NOT_FOUND: Prepared statement not found: " + name, false);
    }
}
