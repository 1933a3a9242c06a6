package io.millrace.wire.http;

import io.millrace.base.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connected live pages. Shared between threads. */
final class LiveStreams {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Scheduler scheduler;
    private final int most;
    private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    LiveStreams(Scheduler scheduler, int most) {
        this.scheduler = scheduler;
        this.most = most;
    }

    void start() {
        scheduler.schedule(HEARTBEAT, this::beat);
    }

    void open(JettyExchange exchange, PageRequest request, EventStream stream) throws IOException {
        if (stopped || connections.size() >= most) {
            exchange.send(
                    Pages.plain(503, "Too many live pages are open (wire.max-streams = " + most + "). Close some.")
                            .with("Retry-After", "30"));
            return;
        }
        StreamConnection connection = new StreamConnection(exchange, connections::remove);
        connections.add(connection);
        connection.begin();
        try {
            connection.subscribed(stream.open(request, connection));
        } catch (Exception fault) {
            log.error("The live page {} cannot be opened", request.path(), fault);
            connection.close();
        }
    }

    /** Lets every page go. */
    void stop() {
        stopped = true;
        connections.forEach(StreamConnection::close);
    }

    private void beat() {
        if (!stopped) {
            connections.forEach(StreamConnection::beat);
            scheduler.schedule(HEARTBEAT, this::beat);
        }
    }
}
