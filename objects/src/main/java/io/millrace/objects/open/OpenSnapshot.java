package io.millrace.objects.open;

import java.util.ArrayList;
import java.util.List;

/** Open objects at one moment; what it shows stays readable until it is closed. Shared between threads. */
public final class OpenSnapshot implements AutoCloseable {

    private final List<OpenObject> objects = new ArrayList<>();
    private final List<Runnable> unpins = new ArrayList<>();

    OpenSnapshot() {}

    void add(List<OpenObject> more, Runnable unpin) {
        objects.addAll(more);
        unpins.add(unpin);
    }

    /** In no order. */
    public List<OpenObject> objects() {
        return List.copyOf(objects);
    }

    @Override
    public synchronized void close() {
        unpins.forEach(Runnable::run);
        unpins.clear();
    }
}
