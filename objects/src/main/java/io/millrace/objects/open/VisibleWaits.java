package io.millrace.objects.open;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Who waits for a stream to reach a log position. Guarded by its stream; what it returns is run without the guard. */
final class VisibleWaits {

    record Wait(long target, Runnable reached, Runnable stalled) {}

    private final PriorityQueue<Wait> waits = new PriorityQueue<>(Comparator.comparingLong(Wait::target));

    void add(Wait wait) {
        waits.add(wait);
    }

    void remove(Wait wait) {
        waits.remove(wait);
    }

    List<Runnable> reached(long visible) {
        List<Runnable> due = new ArrayList<>();
        for (Wait first = waits.peek(); first != null && first.target() <= visible; first = waits.peek()) {
            due.add(first.reached());
            waits.poll();
        }
        return due;
    }

    List<Runnable> stalled() {
        List<Runnable> due = new ArrayList<>();
        waits.forEach(wait -> due.add(wait.stalled()));
        waits.clear();
        return due;
    }
}
