package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Bench;
import io.millrace.benchmarks.BenchRun;
import io.millrace.benchmarks.Figure;
import io.millrace.benchmarks.http.ServerProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How soon the product stands, and how much it takes while nothing happens. */
public final class StartBench implements Bench {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "from the start of the process to the first accepted event, beside a bare Jetty's first answer; resident"
                + " memory when idle; the demo from nothing to its checked answer.";
    }

    @Override
    public void run(BenchRun run) throws Exception {
        Path data = run.directory().resolve("data");
        String path;
        try (ServerProcess server = ServerProcess.millrace(data)) {
            server.awaitAnswer(HttpRequest.newBuilder(server.endpoint().resolve("/_/health"))
                    .build());
            try (Pipeline pipeline = new Pipeline(server.endpoint())) {
                pipeline.ground();
                pipeline.delimitedStream("delimited");
                path = pipeline.api("delimited");
            }
        }
        Starts plain = starts(run, data, path, "-XX:AOTMode=off");
        double beside = median(plain.bare());
        run.add(started("start to first accepted event, median", plain, beside).below(2));
        run.add(Figure.of("resident memory when idle", plain.resident(), "MiB").below(300));
        run.add(Figure.of("demo --once, from nothing", demo(run.directory(), ""), "s")
                .below(15));
        if (ServerProcess.isPackaged()) {
            Path cache = run.directory().resolve("millrace.aot");
            demo(run.directory(), "-XX:AOTCacheOutput=" + cache);
            Starts cached = starts(run, data, path, "-XX:AOTCache=" + cache);
            run.add(started("the same with Java's AOT cache", cached, beside).below(1));
            run.add(Figure.of("resident memory when idle, with the cache", cached.resident(), "MiB")
                    .below(300));
        }
    }

    /** Seconds of each start, and MiB of the last. */
    private record Starts(List<Double> bare, List<Double> ours, double resident) {}

    private static Figure started(String what, Starts starts, double beside) {
        double ours = median(starts.ours());
        return Figure.of(what, ours, "s")
                .beside("bare Jetty's first answer: " + Figure.number(beside) + " s", beside / ours);
    }

    private static Starts starts(BenchRun run, Path data, String path, String javaOptions)
            throws IOException, InterruptedException {
        List<Double> bare = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        double resident = Double.NaN;
        for (int i = 0; i < (run.quick() ? 1 : 5); i++) {
            try (ServerProcess jetty = ServerProcess.bareJetty(run.directory())) {
                bare.add(jetty.awaitAnswer(post(jetty, "/")));
            }
            try (ServerProcess server = ServerProcess.millrace(data, javaOptions)) {
                ours.add(server.awaitAnswer(post(server, path)));
                Thread.sleep(run.quick() ? 1000 : 5000);
                resident = server.residentMiB();
            }
        }
        return new Starts(bare, ours, resident);
    }

    private static HttpRequest post(ServerProcess server, String path) {
        return HttpRequest.newBuilder(server.endpoint().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Pipeline.EVENT))
                .build();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static double demo(Path directory, String javaOptions) throws IOException, InterruptedException {
        Path log = directory.resolve("demo.log");
        List<String> command = new ArrayList<>(ServerProcess.millraceCommand());
        command.addAll(List.of(
                "demo",
                "--once",
                "--port",
                "0",
                "--data",
                directory.resolve("demo").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MILLRACE_JAVA_OPTS", javaOptions);
        long start = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("The demo failed:\n" + Files.readString(log));
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
