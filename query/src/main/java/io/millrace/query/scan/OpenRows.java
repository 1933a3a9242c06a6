package io.millrace.query.scan;

import io.millrace.base.Clock;
import io.millrace.formats.Field;
import io.millrace.objects.open.OpenObject;
import io.millrace.query.copies.CopyIdentity;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What queries decoded of open objects, kept in memory, so that the next one decodes only what came since. A cache:
 * without it the answers are the same. Shared between threads.
 */
public final class OpenRows {

    private static final long LIMIT = 64L << 20;
    private static final long IDLE = Duration.ofSeconds(30).toNanos();

    private record Key(CopyIdentity identity, String object) {}

    private final Clock clock;
    private final boolean enabled;
    private final Map<Key, OpenBlocks> blocks = new HashMap<>();

    public OpenRows(Clock clock, boolean enabled) {
        this.clock = clock;
        this.enabled = enabled;
    }

    /** What is kept of the object for tables that read it in that way; empty where nothing can be. */
    synchronized Optional<OpenBlocks> of(CopyIdentity identity, OpenObject object, List<Field> fields) {
        if (!enabled || !object.growsAtItsEnd()) {
            return Optional.empty();
        }
        long now = clock.nanoTime();
        blocks.values().removeIf(kept -> now - kept.lastUsed() > IDLE);
        OpenBlocks kept = blocks.computeIfAbsent(new Key(identity, object.identity()), _ -> new OpenBlocks(fields));
        kept.used(now);
        while (blocks.size() > 1 && weight() > LIMIT) {
            blocks.values().remove(eldest());
        }
        return Optional.of(kept);
    }

    private long weight() {
        return blocks.values().stream().mapToLong(OpenBlocks::weight).sum();
    }

    private OpenBlocks eldest() {
        return blocks.values().stream()
                .min(Comparator.comparingLong(OpenBlocks::lastUsed))
                .orElseThrow();
    }
}
