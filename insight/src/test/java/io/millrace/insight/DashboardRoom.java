package io.millrace.insight;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.LocalDisk;
import io.millrace.catalog.Catalog;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.OpenConfig;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.store.BodySource;
import io.millrace.objects.store.MemoryStore;
import io.millrace.objects.store.ObjectMetadata;
import io.millrace.objects.store.ObjectStore;
import io.millrace.objects.store.PutCondition;
import io.millrace.query.Execution;
import io.millrace.query.Query;
import io.millrace.query.QueryConfig;
import io.millrace.query.StartRequest;
import io.millrace.wire.http.HttpFront;
import io.millrace.wire.http.Sessions;
import io.millrace.wire.http.WireConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.quicksight.QuickSightClient;

/** The station behind the real server, with all that it stands on, the seed's table, and a signed-in browser. */
final class DashboardRoom implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    private static final String REGION = "us-east-1";
    private static final String SEED = """
        CREATE EXTERNAL TABLE my_ingested_data (
        element_clicked STRING, time_spent INT, source_menu STRING, created_at STRING)
        PARTITIONED BY (datehour STRING)
        ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
        with serdeproperties ( 'paths'='element_clicked, time_spent, source_menu, created_at' )
        LOCATION "s3://clicks/"
        TBLPROPERTIES (
        "projection.enabled" = "true", "projection.datehour.type" = "date",
        "projection.datehour.format" = "yyyy/MM/dd/HH", "projection.datehour.range" = "2021/01/01/00,NOW",
        "projection.datehour.interval" = "1", "projection.datehour.interval.unit" = "HOURS",
        "storage.location.template" = "s3://clicks/${datehour}/")
        """;

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final ControlDatabase control;
    private final ObjectStore store;
    private final OpenData open;
    private final Query query;
    private final Insight insight;
    private final HttpFront front;
    private final QuickSightClient client;
    private final HttpClient browser = HttpClient.newHttpClient();
    private final String cookie;
    private int objects;

    DashboardRoom(Path directory) throws IOException, InterruptedException {
        Clock clock = Clock.system();
        Random random = new Random(1);
        ChangeFeed feed = new ChangeFeed(scheduler);
        control = ControlDatabase.open(directory.resolve("control.db"));
        store = new MemoryStore(clock, random, feed);
        open = new OpenData(
                new LocalDisk(), directory.resolve("open"), store, feed, clock, scheduler, OpenConfig.defaults());
        Access access = new Access(control, clock, ACCOUNT, new RootKey("AKIATEST", "secret-secret"), event -> {});
        Catalog catalog = new Catalog(control, clock);
        ObjectsDoor door = new ObjectsDoor(store, access);
        query = new Query(
                new Query.Surroundings(control, catalog, access, door, open, feed, clock, scheduler, random),
                QueryConfig.defaults(),
                directory.resolve("query"),
                ACCOUNT);
        insight = new Insight(
                InsightConfig.defaults(),
                ACCOUNT,
                directory.resolve("insight"),
                control,
                new Insight.Neighbours(
                        access,
                        catalog,
                        feed,
                        new AthenaEngine(query, clock, InsightConfig.defaults().queryTimeout())),
                new Insight.Workings(clock, scheduler, random));
        Sessions sessions = new Sessions(clock);
        front = HttpFront.builder(WireConfig.defaults().withPort(0), access.authenticator(), clock, scheduler)
                .service(insight.quicksight())
                .page("/_/api/insight", insight.pages())
                .stream("/_/api/insight/live", insight.live())
                .sessions(sessions)
                .start();
        client = QuickSightClient.builder()
                .endpointOverride(URI.create("http://localhost:" + front.port()))
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret-secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        cookie = signIn(sessions.oneTimeToken(Caller.root(ACCOUNT)));
        store.createBucket("clicks", REGION);
        makeTable();
    }

    private void makeTable() {
        String id = query.start(Caller.root(ACCOUNT), REGION, StartRequest.of(SEED, "default", "s3://clicks/results/"));
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!query.execution(id).state().isOver() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        if (query.execution(id).state() != Execution.State.SUCCEEDED) {
            throw new AssertionError(query.execution(id).toString());
        }
    }

    private String signIn(String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(uri("/_/login?token=" + token)).build(), HttpResponse.BodyHandlers.ofString());
        String set = answer.headers().firstValue("set-cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + front.port() + path);
    }

    QuickSightClient client() {
        return client;
    }

    HttpClient browser() {
        return browser;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Cookie", cookie).timeout(Duration.ofSeconds(30));
    }

    /** A request of a browser that did not sign in. */
    HttpRequest.Builder stranger(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    String get(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** An object as the stream would seal it, one event in it. */
    void click(String element, int seconds) throws IOException {
        String line = "{\"element_clicked\":\"" + element + "\",\"time_spent\":" + seconds
                + ",\"source_menu\":\"restaurant_name\",\"created_at\":\"2022u201309u201311 23:00:00\"}\n";
        store.put(
                "clicks",
                "2026/01/31/12/clicks-" + ++objects,
                ObjectMetadata.NONE,
                BodySource.of(line.getBytes(StandardCharsets.UTF_8)),
                PutCondition.ALWAYS);
    }

    @Override
    public void close() {
        client.close();
        browser.shutdownNow();
        front.close();
        insight.close();
        query.close();
        open.close();
        scheduler.close();
        control.close();
    }
}
