package io.millrace.server.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

/** Stage 8: the table, and questions to it through Athena's API. */
final class DemoQueries {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DemoClients aws;
    private final String database;
    private final String output;

    DemoQueries(DemoClients aws) {
        this(aws, "default", "s3://" + DemoPipeline.BUCKET + "/athena-results/");
    }

    DemoQueries(DemoClients aws, String database, String output) {
        this.aws = aws;
        this.database = database;
        this.output = output;
    }

    /** Creates the walkthrough's table, where it does not stand already. */
    void createTable() {
        boolean stands = run("SHOW TABLES").stream().anyMatch(row -> row.contains("my_ingested_data"));
        if (!stands) {
            run(DemoText.read("create-table.sql", "Enter your Amazon S3 bucket name", DemoPipeline.BUCKET));
        }
    }

    long count() {
        return Long.parseLong(
                run("SELECT count(*) FROM my_ingested_data").get(1).getFirst());
    }

    /** Runs a statement; the rows as text, as GetQueryResults gives them (a SELECT's first row is its labels). */
    List<List<String>> run(String sql) {
        String id = aws.athena
                .startQueryExecution(start -> start.queryString(sql)
                        .workGroup("primary")
                        .queryExecutionContext(context -> context.database(database))
                        .resultConfiguration(result -> result.outputLocation(output)))
                .queryExecutionId();
        QueryExecution done = await(id);
        if (done.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new IllegalStateException("The query failed: " + done.status().stateChangeReason() + "\n" + sql);
        }
        List<List<String>> rows = new ArrayList<>();
        for (Row row : aws.athena
                .getQueryResults(get -> get.queryExecutionId(id))
                .resultSet()
                .rows()) {
            rows.add(row.data().stream()
                    .map(cell -> cell.varCharValue() == null ? "" : cell.varCharValue())
                    .toList());
        }
        return rows;
    }

    private QueryExecution await(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            QueryExecution execution = aws.athena
                    .getQueryExecution(get -> get.queryExecutionId(id))
                    .queryExecution();
            QueryExecutionState state = execution.status().state();
            if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING) {
                return execution;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "The query " + id + " did not end within " + PATIENCE.toSeconds() + " s.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(5));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while a query ran.", stop);
        }
    }
}
