package io.millrace.query.copies;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What copies answer of one scan, and what must be read from objects. Its files stay until it is closed. Shared between
 * threads.
 */
public final class Selection implements AutoCloseable {

    /** For a scan that uses no copies. */
    public static Selection none(List<Wanted> wanted) {
        return new Selection(Map.of(), List.of(), wanted);
    }

    /** Rows of a file. */
    public record Part(Path file, boolean whole, List<Range> numbers) {}

    /** Numbers of objects, both ends included. */
    public record Range(int from, int to) {}

    /** Lines of an object that no decoder could read. */
    public record Kept(String bucket, String key, List<String> partition, List<KeptLine> lines) {}

    private final List<CopyFile> files;
    private final List<Part> parts = new ArrayList<>();
    private final List<Kept> kept;
    private final List<Wanted> rest;
    private boolean closed;

    /** @param chosen the numbers of the objects, ascending; each file is held once for this selection */
    Selection(Map<CopyFile, List<Integer>> chosen, List<Kept> kept, List<Wanted> rest) {
        this.files = List.copyOf(chosen.keySet());
        this.kept = List.copyOf(kept);
        this.rest = List.copyOf(rest);
        chosen.forEach((file, numbers) -> parts.add(new Part(
                file.path(),
                !file.strays() && numbers.size() == file.objects().size(),
                ranges(numbers.stream().sorted().toList()))));
    }

    public List<Part> parts() {
        return List.copyOf(parts);
    }

    public List<Kept> kept() {
        return kept;
    }

    /** What no copy answers for. */
    public List<Wanted> rest() {
        return rest;
    }

    /**
     * Whether a failure may be the fault of one of its files: of one that the message names, or that is not what it was.
     * Reads all bytes; such a file is not chosen again.
     */
    public boolean isToBlame(String message) {
        boolean broken = false;
        for (CopyFile file : files) {
            if (message.contains(file.path().getFileName().toString())) {
                file.condemn();
            }
            broken |= !file.isIntact();
        }
        return broken;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            files.forEach(CopyFile::release);
        }
    }

    private static List<Range> ranges(List<Integer> numbers) {
        List<Range> ranges = new ArrayList<>();
        for (int number : numbers) {
            if (!ranges.isEmpty() && ranges.getLast().to() + 1 == number) {
                ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return List.copyOf(ranges);
    }
}
