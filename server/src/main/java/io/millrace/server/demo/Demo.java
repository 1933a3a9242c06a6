package io.millrace.server.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * From nothing to a chart: provisions the walkthrough's pipeline, sends its five events, asks for them, prints what a
 * person sees next. Provisioning twice is harmless. Used by one thread.
 */
public final class Demo implements AutoCloseable {

    /** How long the first start of a function may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What the demo page and the person need to know. */
    public record Address(String apiId, String stage, String dashboardId) {

        /** Where a click is sent, as a path on the server. */
        public String path() {
            return "/restapis/" + apiId + "/" + stage + "/_user_request_/poc";
        }
    }

    private final URI endpoint;
    private final DemoClients aws;
    private final PrintWriter out;

    public Demo(URI endpoint, String accessKeyId, String secretAccessKey, PrintWriter out) {
        this.endpoint = endpoint;
        this.aws = new DemoClients(endpoint, accessKeyId, secretAccessKey);
        this.out = out;
    }

    /** Provisions what is missing. */
    public Address provision(boolean python) {
        step("Policies, roles, bucket, function, stream, API");
        String api = new DemoPipeline(aws, python).provision();
        step("The table, in Athena's DDL");
        new DemoQueries(aws).createTable();
        step("The data source, the data set and the dashboard");
        new DemoDashboard(aws).provision();
        return new Address(api, DemoPipeline.STAGE, DemoDashboard.ID);
    }

    /** Sends the five events and asks for them; true when the answer counts exactly five more. */
    public boolean clickAndAsk(Address address) throws IOException, InterruptedException {
        DemoQueries queries = new DemoQueries(aws);
        long before = queries.count();
        step("Five clicks, over HTTP");
        HttpClient http = HttpClient.newHttpClient();
        long begin = 0;
        for (String event : DemoPipeline.events()) {
            begin = System.nanoTime();
            send(http, address, event);
        }
        long expected = before + DemoPipeline.events().size();
        List<List<String>> rows;
        Duration took;
        long after;
        int asked = 0;
        do {
            // A function that is still starting stalls its stream: the answer leaves the newest clicks out and says so.
            if (asked > 0) {
                Thread.sleep(PAUSE);
            }
            rows = queries.run("SELECT element_clicked, time_spent, source_menu, created_at, datehour"
                    + " FROM my_ingested_data ORDER BY datehour DESC, element_clicked, time_spent LIMIT 5");
            took = Duration.ofNanos(System.nanoTime() - begin);
            after = queries.count();
            asked++;
        } while (after < expected && took.compareTo(PATIENCE) < 0);
        if (asked > 1) {
            step("The stream was not ready at once: " + (asked - 1) + " earlier answers left the newest clicks out");
        }
        if (after < expected) {
            step("Still missing: " + (expected - after) + " clicks. " + DemoPipeline.trouble(aws));
        }
        out.println();
        out.println(TextTable.draw(rows));
        out.println("From the last click to this answer: " + took.toMillis() + " ms.");
        out.println("The walkthrough's dates are typed with en dashes; its mapping template turns each into u2013,"
                + " here as at AWS.");
        return after == expected;
    }

    private void send(HttpClient http, Address address, String event) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(endpoint.resolve(address.path()))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(event, StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The API answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private void step(String what) {
        out.println("  " + what);
        out.flush();
    }

    @Override
    public void close() {
        aws.close();
    }
}
