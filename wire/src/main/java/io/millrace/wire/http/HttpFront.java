package io.millrace.wire.http;

import io.millrace.base.Clock;
import io.millrace.base.Scheduler;
import io.millrace.wire.Authenticator;
import io.millrace.wire.WireService;
import io.millrace.wire.sign.SignatureVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ServerConnector;

/** The front door of the process: binds, routes, verifies, answers. Shared between threads. */
public final class HttpFront implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServerConnector connector;
    private final RootHandler root;
    private final LiveStreams live;
    private final ExecutorService blocking;

    private HttpFront(ServerConnector connector, RootHandler root, LiveStreams live, ExecutorService blocking) {
        this.connector = connector;
        this.root = root;
        this.live = live;
        this.blocking = blocking;
    }

    public static Builder builder(WireConfig config, Authenticator authenticator, Clock clock, Scheduler scheduler) {
        return new Builder(config, authenticator, clock, scheduler);
    }

    /** Loads what a start needs, on any thread. */
    public static void load() {
        JettyServer.load();
    }

    /** What the server shall answer. Used by one thread. */
    public static final class Builder {
        private final WireConfig config;
        private final Authenticator authenticator;
        private final Clock clock;
        private final Scheduler scheduler;
        private final Map<String, WireService> services = new LinkedHashMap<>();
        private final List<Pages.Page> pages = new ArrayList<>();
        private final List<Pages.Stream> streams = new ArrayList<>();
        private Optional<HotPath> hotPath = Optional.empty();
        private CallObserver observer = call -> {};
        private Sessions sessions;

        private Builder(WireConfig config, Authenticator authenticator, Clock clock, Scheduler scheduler) {
            this.config = config;
            this.authenticator = authenticator;
            this.clock = clock;
            this.scheduler = scheduler;
            this.sessions = new Sessions(clock);
        }

        public Builder service(WireService service) {
            if (services.put(service.signingName(), service) != null) {
                throw new IllegalArgumentException("Two services sign as " + service.signingName());
            }
            return this;
        }

        /** A page for everybody, e.g. {@code /_/health}; it covers what lies below its path. */
        public Builder openPage(String path, PageHandler handler) {
            pages.add(new Pages.Page(path, Pages.Door.OPEN, handler));
            return this;
        }

        /** A page for sessions; of two that cover a path the longer counts. */
        public Builder page(String path, PageHandler handler) {
            pages.add(new Pages.Page(path, Pages.Door.SESSION, handler));
            return this;
        }

        /** A stream of events for sessions, at exactly this path. */
        public Builder stream(String path, EventStream stream) {
            streams.add(new Pages.Stream(path, stream));
            return this;
        }

        public Builder hotPath(HotPath path) {
            hotPath = Optional.of(path);
            return this;
        }

        public Builder observer(CallObserver callObserver) {
            observer = callObserver;
            return this;
        }

        public Builder sessions(Sessions shared) {
            sessions = shared;
            return this;
        }

        /** Binds and starts; {@link PortInUse} where somebody else listens there. */
        public HttpFront start() throws IOException {
            checkListen();
            JettyServer.Bound bound = JettyServer.bind(config);
            LiveStreams live = new LiveStreams(scheduler, config.maxStreams());
            ExecutorService blocking = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("wire-", 0).factory());
            SignatureVerifier verifier = new SignatureVerifier(
                    authenticator, clock, config.maxBufferedBody().toInt());
            pages.sort(Comparator.comparingInt((Pages.Page page) -> -page.path().length()));
            RootHandler root = new RootHandler(
                    hotPath,
                    new SignedHotPath(services.values(), verifier, observer),
                    new HostCheck(config.hostNames()),
                    new ServiceCalls(services, verifier, new BucketHost(config.hostNames()), observer),
                    new Pages(
                            List.copyOf(pages),
                            List.copyOf(streams),
                            new Login(sessions, bound.connector().getLocalPort()),
                            live),
                    blocking);
            live.start();
            bound.start(root);
            return new HttpFront(bound.connector(), root, live, blocking);
        }

        private void checkListen() throws UnknownHostException {
            boolean loopback = InetAddress.getByName(config.listen()).isLoopbackAddress();
            if (!loopback && !config.insecure()) {
                throw new IllegalArgumentException("Others can reach " + config.listen()
                        + ", and TLS is not supported yet. Listen on 127.0.0.1, or say --insecure to send keys and"
                        + " data in the clear.");
            }
        }
    }

    /** The port that was bound. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no new connections, lets what is under way end for a few seconds, and stops. */
    @Override
    public void close() {
        connector.close();
        root.drain();
        live.stop();
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            while (root.underWay() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        JettyServer.stop(connector);
        blocking.shutdownNow();
    }
}
