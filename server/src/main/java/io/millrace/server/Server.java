package io.millrace.server;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.access.audit.AuditFile;
import io.millrace.access.audit.CallTrail;
import io.millrace.base.ByteSize;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.config.ConfigReader;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.LocalDisk;
import io.millrace.catalog.Catalog;
import io.millrace.catalog.api.GlueService;
import io.millrace.console.ConsolePages;
import io.millrace.delivery.Delivery;
import io.millrace.delivery.DeliveryConfig;
import io.millrace.delivery.DeliveryParts;
import io.millrace.delivery.core.CoreConfig;
import io.millrace.functions.Functions;
import io.millrace.functions.FunctionsConfig;
import io.millrace.functions.FunctionsPlace;
import io.millrace.gateway.Gateway;
import io.millrace.gateway.GatewayConfig;
import io.millrace.gateway.StageDoor;
import io.millrace.gateway.call.Integration;
import io.millrace.insight.AthenaEngine;
import io.millrace.insight.Insight;
import io.millrace.insight.InsightConfig;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.door.S3Service;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.OpenConfig;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.store.DiskStore;
import io.millrace.objects.store.ObjectStore;
import io.millrace.query.Query;
import io.millrace.query.QueryConfig;
import io.millrace.server.demo.Demo;
import io.millrace.wire.WireService;
import io.millrace.wire.http.HttpFront;
import io.millrace.wire.http.PortInUse;
import io.millrace.wire.http.Sessions;
import io.millrace.wire.http.WireConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: every station made with plain {@code new}, in the order of an event's way, and closed in the
 * opposite order. Shared between threads once started.
 */
final class Server implements AutoCloseable {

    /** Every settings record, in the order of the way. */
    static final List<Class<? extends Record>> SETTINGS = List.of(
            ServerConfig.class,
            WireConfig.class,
            OpenConfig.class,
            FunctionsConfig.class,
            CoreConfig.class,
            DeliveryConfig.class,
            GatewayConfig.class,
            QueryConfig.class,
            InsightConfig.class);

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private static final long AUDIT_FILE = ByteSize.ofMiB(16).bytes();
    private static final int AUDIT_FILES = 8;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final RandomGenerator random = new SecureRandom();
    private final Clock clock = Clock.system();
    private final Disk disk = new LocalDisk();
    private final Map<String, String> settings;
    private final ServerConfig config;
    private final WireConfig wireConfig;
    private final MemoryBudget memory;
    private final Sessions sessions = new Sessions(clock);
    private final DemoPage demoPage = new DemoPage();

    private final DataDirectory data;
    private final ThreadScheduler scheduler;
    private final ControlDatabase control;
    private final RootKey rootKey;
    private final AuditFile audit;
    private final Access access;
    private final ChangeFeed feed;
    private final ObjectStore store;
    private final OpenData open;
    private final ObjectsDoor objects;
    private final Catalog catalog;
    private final Functions functions;
    private final Delivery delivery;
    private final Gateway gateway;
    private final Query query;
    private final Insight insight;
    private final List<WireService> services;
    private final HttpFront front;

    /** Starts everything, or nothing; {@link StartRefused} says why it cannot be. */
    static Server start(Path directory, Map<String, String> values) throws IOException {
        return new Server(directory, values);
    }

    @SuppressWarnings("this-escape") // close() touches only what was made before the failure
    private Server(Path directory, Map<String, String> values) throws IOException {
        ConfigReader reader = new ConfigReader(values);
        config = reader.read(ServerConfig.class);
        wireConfig = reader.read(WireConfig.class);
        OpenConfig openConfig = reader.read(OpenConfig.class);
        FunctionsConfig functionsConfig = reader.read(FunctionsConfig.class);
        CoreConfig coreConfig = reader.read(CoreConfig.class);
        DeliveryConfig deliveryConfig = reader.read(DeliveryConfig.class);
        GatewayConfig gatewayConfig = reader.read(GatewayConfig.class);
        QueryConfig queryConfig = reader.read(QueryConfig.class);
        InsightConfig insightConfig = reader.read(InsightConfig.class);
        settings = new TreeMap<>(reader.check());
        try {
            data = made(DataDirectory.open(directory));
            scheduler = made(new ThreadScheduler());
            control = made(ControlDatabase.open(data.path().resolve("control.sqlite")));
            rootKey = RootKey.of(System.getenv(), data.path());
            audit = made(new AuditFile(data.directory("audit"), AUDIT_FILE, AUDIT_FILES));
            access = new Access(control, clock, config.account(), rootKey, audit);

            feed = new ChangeFeed(scheduler);
            store = DiskStore.open(new DiskStore.Parts(disk, clock, random, feed), data.path());
            open = made(new OpenData(disk, data.directory("open"), store, feed, clock, scheduler, openConfig));
            objects = new ObjectsDoor(store, access);
            catalog = new Catalog(control, clock);

            functions = made(functions(functionsConfig));
            delivery = made(delivery(coreConfig, deliveryConfig));
            gateway = made(gateway(gatewayConfig));
            query = made(query(queryConfig));
            insight = made(insight(insightConfig));
            services = List.of(
                    access.iam(),
                    access.sts(),
                    new S3Service(objects),
                    functions.lambda(),
                    delivery.firehose(),
                    GlueService.of(catalog, access, config.account()),
                    gateway.apigateway(),
                    query.athena(),
                    insight.quicksight());
            front = made(front());
            delivery.start();
            query.prepare();
            functions.prepare();
            memory = MemoryBudget.of(functionsConfig, queryConfig, insightConfig);
        } catch (PortInUse taken) {
            close();
            throw new StartRefused(String.valueOf(taken.getMessage()));
        } catch (IOException | RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private <T extends AutoCloseable> T made(T part) {
        parts.push(part);
        return part;
    }

    private Functions functions(FunctionsConfig functionsConfig) throws IOException {
        FunctionsPlace place = new FunctionsPlace(
                data.directory("functions"),
                config.account(),
                () -> endpoint().toString(),
                !InetAddress.getByName(wireConfig.listen()).isLoopbackAddress());
        return new Functions(control, disk, access, clock, scheduler, place, functionsConfig);
    }

    private Delivery delivery(CoreConfig coreConfig, DeliveryConfig deliveryConfig) throws IOException {
        DeliveryParts place = new DeliveryParts(
                control, disk, open, store, clock, scheduler, random, data.directory("delivery"), config.account());
        return new Delivery(place, access, functions, objects, catalog, coreConfig, deliveryConfig);
    }

    private Gateway gateway(GatewayConfig gatewayConfig) {
        Map<String, Integration> byService = Map.of("firehose", new FirehoseIntegration(access, delivery));
        return new Gateway(control, byService, access, clock, random, config.account(), gatewayConfig);
    }

    private Query query(QueryConfig queryConfig) throws IOException {
        Query.Surroundings around =
                new Query.Surroundings(control, catalog, access, objects, open, feed, clock, scheduler, random);
        return new Query(around, queryConfig, data.directory("query"), config.account());
    }

    private Insight insight(InsightConfig insightConfig) throws IOException {
        AthenaEngine engine = new AthenaEngine(query, clock, insightConfig.queryTimeout());
        return new Insight(
                insightConfig,
                config.account(),
                data.directory("insight"),
                control,
                new Insight.Neighbours(access, catalog, feed, engine),
                new Insight.Workings(clock, scheduler, random));
    }

    private HttpFront front() throws IOException {
        HttpFront.Builder builder = HttpFront.builder(wireConfig, access.authenticator(), clock, scheduler)
                .sessions(sessions)
                .observer(new CallTrail(audit, clock))
                .hotPath(new StageDoor(gateway))
                .openPage("/_/health", new HealthPage(delivery, clock))
                .openPage(Functions.CODE_PAGES, functions.codePages())
                .openPage("/_/metrics", made(new MetricsPage(delivery, clock)))
                .page("/_/console", new ConsolePages())
                .page("/_/demo", new ConsolePages())
                .page("/_/api/demo", demoPage)
                .page("/_/api/delivery/record", delivery.recordPage())
                .page("/_/api/insight", insight.pages())
                .stream("/_/api/insight/live", insight.live());
        services.forEach(builder::service);
        return builder.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    RootKey rootKey() {
        return rootKey;
    }

    /** The effective settings, by key; secrets hidden. */
    Map<String, String> settings() {
        return settings;
    }

    List<WireService> services() {
        return services;
    }

    /** An address that opens a page once, by a token that makes a session. */
    String consoleAddress(String page) {
        String token = sessions.oneTimeToken(Caller.root(config.account()));
        return endpoint() + "/_/login?token=" + token + "&next=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }

    /** Lets the menu page know where its clicks go. */
    void showDemo(Demo.Address address) {
        demoPage.show(address);
    }

    /** What everything together may use at most, and of what. */
    MemoryBudget memoryBudget() {
        return memory;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception failure) {
                log.warn("{} did not close", part.getClass().getSimpleName(), failure);
            }
        }
    }
}
