package io.millrace.benchmarks;

import io.millrace.benchmarks.delivery.DeliveryBench;
import io.millrace.benchmarks.functions.PythonBench;
import io.millrace.benchmarks.gateway.TemplateBench;
import io.millrace.benchmarks.ingest.BatchBench;
import io.millrace.benchmarks.ingest.FreshnessBench;
import io.millrace.benchmarks.ingest.IngestBench;
import io.millrace.benchmarks.ingest.StartBench;
import io.millrace.benchmarks.journal.JournalBench;
import io.millrace.benchmarks.rows.RowsBench;
import io.millrace.benchmarks.wire.SignBench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code millrace bench [name...] [--quick] [--markdown FILE] [--directory DIR]}: measures, and prints tables. */
public final class Main {

    private static final List<Bench> BENCHES = List.of(
            new JournalBench(),
            new TemplateBench(),
            new SignBench(),
            new PythonBench(),
            new DeliveryBench(),
            new IngestBench(),
            new BatchBench(),
            new FreshnessBench(),
            new StartBench(),
            new RowsBench());

    private final PrintStream out;
    private final List<Bench> chosen = new ArrayList<>();
    private boolean quick;
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    private final List<Path> markdown = new ArrayList<>();

    private Main(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(List.of(args), System.out));
    }

    /** Runs as the command does; 0 when every target is met, 1 when one is missed, 2 for words it does not know. */
    static int run(List<String> args, PrintStream out) throws Exception {
        Main main = new Main(out);
        try {
            main.parse(args);
        } catch (IllegalArgumentException unknown) {
            out.println(unknown.getMessage());
            return 2;
        }
        return main.measure();
    }

    private void parse(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--quick" -> quick = true;
                case "--markdown" -> markdown.add(path(args, ++i));
                case "--directory" -> directory = path(args, ++i);
                default -> chosen.add(bench(args.get(i)));
            }
        }
        if (chosen.isEmpty()) {
            chosen.addAll(BENCHES);
        }
    }

    private static Path path(List<String> args, int at) {
        if (at >= args.size()) {
            throw new IllegalArgumentException(args.get(at - 1) + " needs a path after it.");
        }
        return Path.of(args.get(at));
    }

    private static Bench bench(String name) {
        return BENCHES.stream()
                .filter(bench -> bench.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no benchmark '" + name + "'. There are:\n"
                        + BENCHES.stream()
                                .map(bench -> "  " + bench.name() + ": " + bench.about())
                                .collect(Collectors.joining("\n"))));
    }

    private int measure() throws Exception {
        StringBuilder report = new StringBuilder(machine()).append("\n");
        out.println(machine());
        boolean met = true;
        for (Bench bench : chosen) {
            out.println("\n" + bench.name() + ": " + bench.about());
            Table table = new Table(measure(bench));
            out.println("\n" + table.text());
            report.append("\n## ").append(bench.name()).append("\n\n");
            report.append(bench.about()).append("\n\n").append(table.markdown());
            met &= !table.text().contains("MISSED");
        }
        for (Path file : markdown) {
            Files.writeString(file, "# Benchmarks\n\n" + report, StandardCharsets.UTF_8);
        }
        return met ? 0 : 1;
    }

    private List<Figure> measure(Bench bench) throws Exception {
        Path room = Files.createTempDirectory(directory, "millrace-bench-");
        try {
            BenchRun run = new BenchRun(room, quick, figure -> out.println(progress(figure)));
            bench.run(run);
            return run.figures();
        } finally {
            remove(room);
        }
    }

    private static String progress(Figure figure) {
        String beside =
                figure.baseline().isEmpty() ? "" : "; " + Figure.number(figure.ratio()) + " of " + figure.baseline();
        return "  " + figure.what() + ": " + Figure.number(figure.value()) + " " + figure.unit() + beside;
    }

    private String machine() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " processors, heap up to " + (runtime.maxMemory() >> 20) + " MiB, Java "
                + Runtime.version().feature() + ", " + System.getProperty("os.name")
                + (quick ? "; quick: the figures are rough" : "");
    }

    private static void remove(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, @org.jspecify.annotations.Nullable IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
