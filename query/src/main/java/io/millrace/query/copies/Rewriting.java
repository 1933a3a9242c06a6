package io.millrace.query.copies;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Files to be written again as one: several of about the same size, so that each row is written again only a few times,
 * or a single one of whose rows many are dead. Holds its files until it is closed.
 *
 * @param objects those that live, numbered as in the new file
 */
public record Rewriting(List<Piece> pieces, List<CopiedObject> objects, List<CopyFile> held) implements AutoCloseable {

    static final Rewriting NONE = new Rewriting(List.of(), List.of(), List.of());

    private static final int TOGETHER = 6;
    private static final long LARGEST = 256L << 20;
    private static final double DEAD = 0.2;

    /**
     * An object's rows in an old file.
     *
     * @param number in the old file
     * @param newNumber in the new file
     */
    public record Piece(Path file, int number, int newNumber) {}

    static Rewriting of(CopySet set, long now) {
        List<CopyFile> files = choose(set.files());
        List<Piece> pieces = new ArrayList<>();
        List<CopiedObject> objects = new ArrayList<>();
        List<CopyFile> held = new ArrayList<>();
        for (CopyFile file : files) {
            if (!file.looksIntact() || !file.hold(now)) {
                continue;
            }
            held.add(file);
            for (CopiedObject object : set.live(file)) {
                pieces.add(new Piece(file.path(), object.number(), objects.size()));
                objects.add(object.numbered(objects.size()));
            }
        }
        return new Rewriting(List.copyOf(pieces), List.copyOf(objects), List.copyOf(held));
    }

    public boolean isEmpty() {
        return held.isEmpty();
    }

    List<CopyFile> files() {
        return held;
    }

    @Override
    public void close() {
        held.forEach(CopyFile::release);
    }

    private static List<CopyFile> choose(List<CopyFile> files) {
        for (CopyFile file : files) {
            if (file.deadShare() > DEAD) {
                return List.of(file);
            }
        }
        TreeMap<Integer, List<CopyFile>> tiers = new TreeMap<>();
        for (CopyFile file : files.stream()
                .sorted(Comparator.comparing(file -> file.objects().getFirst().key()))
                .toList()) {
            tiers.computeIfAbsent(tier(file.bytes()), _ -> new ArrayList<>()).add(file);
        }
        return tiers.values().stream()
                .filter(tier -> tier.size() >= TOGETHER
                        && tier.stream().mapToLong(CopyFile::bytes).sum() <= LARGEST)
                .findFirst()
                .orElse(List.of());
    }

    /** Files below 64 KiB are of one tier; above, each tier is up to four times as large as the one before. */
    private static int tier(long bytes) {
        return (64 - Long.numberOfLeadingZeros(Math.max(bytes, 1 << 16))) / 2;
    }
}
