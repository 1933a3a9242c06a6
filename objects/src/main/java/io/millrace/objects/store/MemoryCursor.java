package io.millrace.objects.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks a sorted map. */
final class MemoryCursor implements KeyCursor {

    private final NavigableMap<String, MemoryObject> objects;
    private final String prefix;
    private String after;
    private String skipped = "";
    private Map.@Nullable Entry<String, MemoryObject> current;

    MemoryCursor(NavigableMap<String, MemoryObject> objects, ListRequest request) {
        this.objects = objects;
        this.prefix = request.prefix();
        this.after = request.startAfter();
    }

    @Override
    public boolean advance() {
        Map.@Nullable Entry<String, MemoryObject> entry = objects.higherEntry(after);
        if (entry != null && Keys.ORDER.compare(entry.getKey(), prefix) < 0) {
            entry = objects.ceilingEntry(prefix);
        }
        while (entry != null && !skipped.isEmpty() && entry.getKey().startsWith(skipped)) {
            entry = objects.higherEntry(entry.getKey());
        }
        if (entry == null || !entry.getKey().startsWith(prefix)) {
            return false;
        }
        current = entry;
        after = entry.getKey();
        return true;
    }

    @Override
    public String key() {
        return info().key();
    }

    @Override
    public ObjectInfo info() {
        if (current == null) {
            throw new NoSuchElementException();
        }
        return current.getValue().info();
    }

    @Override
    public void skip(String skip) {
        this.skipped = skip;
    }
}
