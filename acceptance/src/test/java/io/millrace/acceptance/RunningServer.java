package io.millrace.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own, on a free port. */
final class RunningServer implements AutoCloseable {

    static final String ACCESS_KEY_ID = "AKIAACCEPTANCE000001";
    static final String SECRET_ACCESS_KEY = "acceptance-secret-key-of-forty-characters";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;

    private RunningServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts {@code millrace serve} on the data directory and waits until it answers. */
    static RunningServer serve(Path data) throws IOException, InterruptedException {
        return start(freePort(), data, List.of("serve", "--quiet"));
    }

    /** The same with a temporary directory of its own. */
    static RunningServer serve(Path data, Path temporary) throws IOException, InterruptedException {
        return start(freePort(), data, List.of("serve", "--quiet"), "-Djava.io.tmpdir=" + temporary);
    }

    /** Starts any command that serves, with the port and the data directory added. */
    static RunningServer start(int port, Path data, List<String> command) throws IOException, InterruptedException {
        return start(port, data, command, "");
    }

    private static RunningServer start(int port, Path data, List<String> command, String javaOptions)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("millrace-", ".log");
        log.toFile().deleteOnExit();
        List<String> line = new ArrayList<>();
        line.add("sh");
        line.add(distribution().resolve("bin/millrace").toString());
        line.addAll(command);
        line.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
        environment(builder.environment());
        builder.environment().put("MILLRACE_JAVA_OPTS", javaOptions);
        RunningServer server = new RunningServer(builder.start(), port, log);
        server.awaitHealth();
        return server;
    }

    /** The environment that every start here has: this Java, the known key. */
    static void environment(Map<String, String> environment) {
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("MILLRACE_ACCESS_KEY_ID", ACCESS_KEY_ID);
        environment.put("MILLRACE_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    }

    static Path distribution() {
        Path distribution = Path.of(System.getProperty("millrace.distribution", "../server/target/millrace"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(distribution.resolve("bin/millrace"))) {
            throw new IllegalStateException("The acceptance tests run the packaged server, and " + distribution
                    + " holds none. Run mvn verify.");
        }
        return distribution;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void awaitHealth() throws IOException, InterruptedException {
        HttpRequest health =
                HttpRequest.newBuilder(endpoint().resolve("/_/health")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - deadline < 0) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The server ended at once:\n" + log());
                }
                if (answers(client, health)) {
                    return;
                }
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("The server did not answer within " + PATIENCE + ":\n" + log());
    }

    private static boolean answers(HttpClient client, HttpRequest health) throws InterruptedException {
        try {
            return client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** SIGTERM, and a check that the server obeys. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("The server did not stop within 20 s of SIGTERM.");
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
