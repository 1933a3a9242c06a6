package io.millrace.query.making;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.feed.Change;
import io.millrace.query.copies.Copies;
import io.millrace.query.copies.CopyIdentity;
import io.millrace.query.copies.Rewriting;
import io.millrace.query.engine.Engine;
import io.millrace.query.scan.Copying;
import io.millrace.query.scan.PlannedScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The background work of copies. Shared between threads; works on one of its own. */
public final class CopyMaker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CopyMaker.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofMinutes(10);

    /** What copies weigh at most beside their objects: a guess for making room. */
    private static final double SHARE = 0.4;

    private final Parts parts;
    private final Demands demands;
    private final AtomicLong scanIds = new AtomicLong();
    private final Thread thread;

    /** @param owner reads the objects; whoever asks for rows is asked for his own rights each time */
    public record Parts(Copies copies, ObjectsDoor door, Engine engine, Clock clock, Caller owner) {}

    public CopyMaker(Parts parts) {
        this.parts = parts;
        this.demands = new Demands(parts.copies(), parts.door(), parts.clock(), parts.owner());
        this.thread = Thread.ofPlatform().name("millrace-columns").daemon().unstarted(this::work);
        thread.start();
    }

    /** A query is over that read, of some objects, the objects themselves. Never waits. */
    public void wanted(PlannedScan scan) {
        if (parts.copies().enabled()) {
            demands.add(scan.table(), scan.places(), scan.copies().rest());
        }
    }

    /** Something changed in the store. Never waits. */
    public void changed(Change change) {
        demands.changed(change);
    }

    /** Objects that wait for their copy or are being copied. */
    public long pending() {
        return demands.pending();
    }

    @Override
    public void close() {
        demands.close();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (true) {
                Demands.Batch batch = demands.take();
                try {
                    perform(batch);
                } catch (IOException | RuntimeException failure) {
                    if (demands.isClosed()) {
                        return; // Closing interrupts what is under way; nothing of it counts yet.
                    }
                    log.warn("Columnar copies cannot be made now; queries read the objects", failure);
                    demands.pause(AFTER_FAILURE);
                } finally {
                    demands.done();
                }
            }
        } catch (InterruptedException closed) {
            log.debug("No more columnar copies");
        }
    }

    private void perform(Demands.Batch batch) throws IOException {
        if (!batch.objects().isEmpty()) {
            copy(batch);
        }
        while (rewrite(batch.identity())) {
            log.debug("Wrote columnar copies of {} together", batch.identity());
        }
    }

    private void copy(Demands.Batch batch) throws IOException {
        long bytes = batch.objects().stream()
                .mapToLong(wanted -> wanted.object().size())
                .sum();
        if (!parts.copies().makeRoom((long) (bytes * SHARE), IDLE.toNanos())) {
            return;
        }
        Path target = parts.copies().making(batch.identity());
        Copying copying = new Copying(batch.table(), batch.objects());
        try {
            parts.engine().copy(scanIds.incrementAndGet(), copying.scan(parts.door(), parts.owner()), target);
            demands.refuse(batch.identity(), copying.refused());
            if (!copying.copied().isEmpty()) {
                boolean strays = copying.copied().size() < batch.objects().size();
                parts.copies().add(batch.identity(), target, strays, copying.copied());
            }
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private boolean rewrite(CopyIdentity identity) throws IOException {
        try (Rewriting rewriting = parts.copies().rewriting(identity)) {
            if (rewriting.isEmpty() || demands.isClosed()) {
                return false;
            }
            Path target = parts.copies().making(identity);
            try {
                if (!rewriting.objects().isEmpty()) {
                    parts.engine().rewrite(rewriting, target);
                    parts.copies().replace(identity, target, rewriting);
                }
            } finally {
                Files.deleteIfExists(target);
            }
            return true;
        }
    }
}
