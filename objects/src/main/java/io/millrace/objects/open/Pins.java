package io.millrace.objects.open;

import java.util.TreeMap;

/** Journal positions that readers still need. Guarded by its stream. */
final class Pins {

    private final TreeMap<Long, Integer> counts = new TreeMap<>();

    void add(long position) {
        counts.merge(position, 1, Integer::sum);
    }

    void remove(long position) {
        counts.computeIfPresent(position, (key, count) -> count == 1 ? null : count - 1);
    }

    /** The lowest one, or {@link Long#MAX_VALUE}. */
    long lowest() {
        return counts.isEmpty() ? Long.MAX_VALUE : counts.firstKey();
    }
}
