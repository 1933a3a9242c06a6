package io.millrace.wire.http;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, set up for one non-blocking handler. */
final class JettyServer {

    private static final int BACKLOG = 1024;
    private static final int IDLE_THREAD = (int) Duration.ofMinutes(1).toMillis();

    private JettyServer() {}

    /** A server whose port is taken and which answers nothing yet. */
    record Bound(Server server, ServerConnector connector) {

        void start(Handler root) throws IOException {
            server.setHandler(root);
            try {
                server.start();
            } catch (IOException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IOException("The HTTP server does not start.", failure);
            }
        }
    }

    /** Loads Jetty's classes. */
    static void load() {
        new ServerConnector(new Server(threads()), 1, 1, new HttpConnectionFactory(new HttpConfiguration()));
    }

    static Bound bind(WireConfig config) throws IOException {
        Server server = new Server(threads());
        // What Jetty itself refuses (a broken request line, headers too long) tells nothing of our inside.
        ErrorHandler refusals = new ErrorHandler();
        refusals.setShowStacks(false);
        refusals.setShowCauses(false);
        server.setErrorHandler(refusals);
        ServerConnector connector =
                new ServerConnector(server, 1, selectors(), new HttpConnectionFactory(http(config)));
        connector.setHost(config.listen());
        connector.setPort(config.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(config.idleTimeout().toMillis());
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException failure) {
            if (failure.getCause() instanceof BindException || failure instanceof BindException) {
                throw new PortInUse(config.listen(), config.port(), failure);
            }
            throw failure;
        }
        return new Bound(server, connector);
    }

    /** Jetty's own queue asks the platform's beans for the length of a cache line, which takes a start some 50 ms. */
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(
                Math.max(16, selectors() * 4), selectors() + 4, IDLE_THREAD, new LinkedBlockingQueue<>());
        threads.setName("wire");
        return threads;
    }

    static void stop(ServerConnector connector) {
        try {
            connector.getServer().stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The HTTP server does not stop.", failure);
        }
    }

    private static HttpConfiguration http(WireConfig config) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(config.maxHeader().toInt());
        http.setRelativeRedirectAllowed(true);
        // Signatures cover header values as they were sent: Jetty must not write "charset=utf-8" for "charset=UTF-8".
        http.setHeaderCacheCaseSensitive(true);
        // A key of S3 may hold any character and any escape; paths are read raw and never touch a file system.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    private static int selectors() {
        return Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
    }
}
