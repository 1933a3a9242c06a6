package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.Row;

/** Statements through Athena's API, with the workgroup's output location, as the walkthrough's console does it. */
final class Questions {

    /** How an absent value reads here. */
    static final String NULL = "(null)";

    private final AthenaClient athena;

    Questions(AthenaClient athena) {
        this.athena = athena;
    }

    /** The console's Settings tab; an empty location removes it. */
    void useOutputLocation(String location) {
        athena.updateWorkGroup(update -> update.workGroup("primary")
                .configurationUpdates(configuration -> configuration.resultConfigurationUpdates(result -> {
                    if (location.isEmpty()) {
                        result.removeOutputLocation(true);
                    } else {
                        result.outputLocation(location);
                    }
                })));
    }

    /** The rows of a SELECT, without the labels; for other statements the lines. */
    List<List<String>> ask(String sql) {
        QueryExecution done = run(sql);
        assertThat(done.status().stateAsString())
                .as(done.status().stateChangeReason())
                .isEqualTo("SUCCEEDED");
        List<List<String>> rows =
                athena.getQueryResults(get -> get.queryExecutionId(done.queryExecutionId())).resultSet().rows().stream()
                        .map(Questions::cells)
                        .toList();
        return done.statementTypeAsString().equals("DML") ? rows.subList(1, rows.size()) : rows;
    }

    /** All pages of a SELECT's rows, without the labels. */
    List<List<String>> askAll(String sql) {
        QueryExecution done = run(sql);
        assertThat(done.status().stateAsString())
                .as(done.status().stateChangeReason())
                .isEqualTo("SUCCEEDED");
        return athena.getQueryResultsPaginator(get -> get.queryExecutionId(done.queryExecutionId())).stream()
                .flatMap(page -> page.resultSet().rows().stream())
                .skip(1)
                .map(Questions::cells)
                .toList();
    }

    /** Why a statement fails. */
    String failure(String sql) {
        QueryExecution done = run(sql);
        assertThat(done.status().stateAsString()).isEqualTo("FAILED");
        return done.status().stateChangeReason();
    }

    private QueryExecution run(String sql) {
        String id = athena.startQueryExecution(start -> start.queryString(sql)
                        .queryExecutionContext(context -> context.database("default"))
                        .workGroup("primary"))
                .queryExecutionId();
        return Eventually.value(
                () -> athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution(),
                execution -> !List.of("QUEUED", "RUNNING")
                        .contains(execution.status().stateAsString()));
    }

    private static List<String> cells(Row row) {
        return row.data().stream()
                .map(cell -> cell.varCharValue() == null ? NULL : cell.varCharValue())
                .toList();
    }
}
