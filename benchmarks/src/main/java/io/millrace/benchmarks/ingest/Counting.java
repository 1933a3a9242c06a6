package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/** Counts rows over Athena's API as a client does: start, poll, fetch. Used by one thread. */
final class Counting implements AutoCloseable {

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final AthenaClient athena;

    Counting(URI endpoint) {
        this.athena = AthenaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ServerProcess.ACCESS_KEY_ID, ServerProcess.SECRET_ACCESS_KEY)))
                .httpClient(http)
                .build();
    }

    /** A table over what the stream of that name writes. */
    void table(String stream) throws IOException, InterruptedException {
        run("CREATE EXTERNAL TABLE " + stream + " (element_clicked string, time_spent int, source_menu string,"
                + " created_at string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://bench/"
                + stream + "/'");
    }

    long count(String table) throws IOException, InterruptedException {
        String id = run("SELECT count(*) FROM " + table);
        return Long.parseLong(athena.getQueryResults(get -> get.queryExecutionId(id))
                .resultSet()
                .rows()
                .get(1)
                .data()
                .getFirst()
                .varCharValue());
    }

    private String run(String sql) throws IOException, InterruptedException {
        String id = athena.startQueryExecution(start -> start.queryString(sql)
                        .resultConfiguration(result -> result.outputLocation("s3://bench/results/")))
                .queryExecutionId();
        while (true) {
            QueryExecutionStatus status = athena.getQueryExecution(get -> get.queryExecutionId(id))
                    .queryExecution()
                    .status();
            if (status.state() == QueryExecutionState.SUCCEEDED) {
                return id;
            }
            if (status.state() == QueryExecutionState.FAILED || status.state() == QueryExecutionState.CANCELLED) {
                throw new IOException(sql + ": " + status.stateChangeReason());
            }
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        athena.close();
        http.close();
    }
}
