package io.millrace.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a benchmark is given, and where its figures go. Used by one thread. */
public final class BenchRun {

    private final Path directory;
    private final boolean quick;
    private final Consumer<Figure> progress;
    private final List<Figure> figures = new ArrayList<>();

    BenchRun(Path directory, boolean quick, Consumer<Figure> progress) {
        this.directory = directory;
        this.quick = quick;
        this.progress = progress;
    }

    /** An empty directory on a real disk, removed afterwards. */
    public Path directory() {
        return directory;
    }

    /** Whether to show only that it works: figures are then rough. */
    public boolean quick() {
        return quick;
    }

    /** How long to run unmeasured first. */
    public Duration warmUp() {
        return Duration.ofMillis(quick ? 300 : 2000);
    }

    /** How long to measure. */
    public Duration measured() {
        return Duration.ofMillis(quick ? 500 : 4000);
    }

    /** Adds a figure to the table, and shows it. */
    public void add(Figure figure) {
        figures.add(figure);
        progress.accept(figure);
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }
}
