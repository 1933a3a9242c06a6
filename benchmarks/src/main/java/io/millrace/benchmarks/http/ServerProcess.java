package io.millrace.benchmarks.http;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.concurrent.TimeUnit;

/** A server in a process of its own on a free port, with its log beside its data. Used by one thread. */
public final class ServerProcess implements AutoCloseable {

    public static final String ACCESS_KEY_ID = "AKIABENCHMARK0000001";
    public static final String SECRET_ACCESS_KEY = "benchmark-secret-key-of-forty-characters";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;
    private final long started = System.nanoTime();

    private ServerProcess(List<String> command, int port, Path log, String javaOptions) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MILLRACE_ACCESS_KEY_ID", ACCESS_KEY_ID);
        builder.environment().put("MILLRACE_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
        builder.environment().put("MILLRACE_JAVA_OPTS", javaOptions);
        this.process = builder.start();
        this.port = port;
        this.log = log;
    }

    /** {@code millrace serve} as it is packaged; where only classes are at hand, with its options. */
    public static ServerProcess millrace(Path data) throws IOException {
        return millrace(data, "");
    }

    /** @param javaOptions for the packaged script; nothing without it */
    public static ServerProcess millrace(Path data, String javaOptions) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(millraceCommand());
        command.addAll(List.of("serve", "--quiet", "--port", Integer.toString(port), "--data", data.toString()));
        return new ServerProcess(command, port, data.resolveSibling(data.getFileName() + ".log"), javaOptions);
    }

    /** Whether the launcher named a package. */
    public static boolean isPackaged() {
        return !System.getProperty("millrace.distribution", "").isEmpty();
    }

    /** How the product is called: the packaged script where the launcher names it. */
    public static List<String> millraceCommand() {
        String distribution = System.getProperty("millrace.distribution", "");
        if (!distribution.isEmpty()) {
            return List.of("sh", distribution + "/bin/millrace");
        }
        return java("io.millrace.server.Main");
    }

    public static ServerProcess bareJetty(Path directory) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(java(BareJetty.class.getName()));
        command.add(Integer.toString(port));
        return new ServerProcess(command, port, directory.resolve("jetty.log"), "");
    }

    private static List<String> java(String main) {
        return List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Waits until a request is answered with 2xx; gives the seconds since the process was started. */
    public double awaitAnswer(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() - started < PATIENCE.toNanos()) {
                if (!process.isAlive()) {
                    throw new IOException("The server ended at once:\n" + Files.readString(log));
                }
                if (answers(client, request)) {
                    return (System.nanoTime() - started) / 1e9;
                }
                Thread.sleep(20); // Asking more often would take the processor from the server that starts.
            }
        }
        throw new IOException("The server did not answer within " + PATIENCE + ":\n" + Files.readString(log));
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What a page without a session answers. */
    public String page(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(endpoint().resolve(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** Resident memory in MiB, where the system tells; NaN where it does not. */
    public double residentMiB() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
