package io.millrace.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The directory tree: what is seen, what a crash certainly leaves, and the changes between the two. Guarded by its disk.
 *
 * <p>A change is durable once the directory of its (new) name was forced. A rename is atomic: after a crash the file has
 * the old name or the new one. Of two changes to one name the later never survives without the earlier.
 */
final class CrashableNames {

    /** A directory has no bytes of its own. */
    sealed interface Node {
        record Directory() implements Node {}

        record File(CrashableBytes bytes) implements Node {}
    }

    /** The names it sets or, by null, removes; durable with the directory. */
    private record Change(Path directory, Map<Path, @Nullable Node> effect) {}

    private final NavigableMap<Path, Node> seen = new TreeMap<>();
    private final NavigableMap<Path, Node> durable = new TreeMap<>();
    private final List<Change> unforced = new ArrayList<>();

    /** When a name in a directory last changed: directories without an entry stand as they were made. */
    private final Map<Path, Instant> modified = new HashMap<>();

    @Nullable
    Node get(Path path) {
        return path.getNameCount() == 0 ? new Node.Directory() : seen.get(path);
    }

    List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        for (Path path : seen.tailMap(directory, false).keySet()) {
            if (directory.equals(path.getParent())) {
                children.add(path);
            }
        }
        return children;
    }

    long bytesSeen() {
        Set<CrashableBytes> files = Collections.newSetFromMap(new IdentityHashMap<>());
        long sum = 0;
        for (Node node : seen.values()) {
            if (node instanceof Node.File file && files.add(file.bytes())) {
                sum += file.bytes().size();
            }
        }
        return sum;
    }

    Instant modified(Path directory) {
        return modified.getOrDefault(directory, Instant.EPOCH);
    }

    void set(Path path, @Nullable Node node, Instant now) {
        Map<Path, @Nullable Node> effect = new HashMap<>();
        effect.put(path, node);
        change(new Change(parent(path), effect));
        modified.put(parent(path), now);
    }

    void rename(Path from, Path to, Instant now) {
        Node node = seen.get(from);
        Map<Path, @Nullable Node> effect = new HashMap<>();
        effect.put(from, null);
        effect.put(to, node);
        change(new Change(parent(to), effect));
        modified.put(parent(from), now);
        modified.put(parent(to), now);
    }

    private void change(Change change) {
        apply(change, seen);
        unforced.add(change);
    }

    /** Makes the changes of this directory durable, and what they rest on. */
    void force(Path directory) {
        Set<Path> needed = new HashSet<>();
        List<Change> forced = new ArrayList<>();
        for (Change change : unforced.reversed()) {
            if (change.directory().equals(directory)
                    || !Collections.disjoint(change.effect().keySet(), needed)) {
                needed.addAll(change.effect().keySet());
                forced.addFirst(change);
            }
        }
        forced.forEach(change -> apply(change, durable));
        unforced.removeAll(forced);
    }

    /** Decides what a crash leaves: each unforced change is lost or not, in an order that a file system could keep. */
    void crash(RandomGenerator random) {
        Set<Path> lost = new HashSet<>();
        double survival = random.nextInt(3) / 2.0;
        for (Change change : unforced) {
            if (Collections.disjoint(change.effect().keySet(), lost) && random.nextDouble() < survival) {
                apply(change, durable);
            } else {
                lost.addAll(change.effect().keySet());
            }
        }
        unforced.clear();
        seen.clear();
        for (Map.Entry<Path, Node> entry : durable.entrySet()) {
            if (get(parent(entry.getKey())) instanceof Node.Directory) {
                seen.put(entry.getKey(), entry.getValue());
            }
        }
        durable.keySet().retainAll(seen.keySet());
        Set<CrashableBytes> decided = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : seen.values()) {
            if (node instanceof Node.File file && decided.add(file.bytes())) {
                file.bytes().crash(random);
            }
        }
    }

    private static void apply(Change change, Map<Path, Node> names) {
        change.effect().forEach((path, node) -> {
            if (node == null) {
                if (names.remove(path) instanceof Node.Directory) {
                    names.keySet()
                            .removeIf(below -> below.startsWith(path)); // Whose removal was not forced, and is moot.
                }
            } else {
                names.put(path, node);
            }
        });
    }

    static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
