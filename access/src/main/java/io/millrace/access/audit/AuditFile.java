package io.millrace.access.audit;

import io.millrace.base.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The trail in {@code audit.jsonl}; full files become {@code audit.1.jsonl} (the youngest) and so on. Shared between
 * threads: events are queued for one writer thread. Past the queue's length events are counted and the count is written,
 * so that a flood of denials cannot stop the server.
 */
public final class AuditFile implements AuditSink, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditFile.class);
    private static final int QUEUE = 8192;
    /** Stands in the queue for the end of the trail. */
    private static final byte[] END = {};

    private final Path directory;
    private final long rotateAt;
    private final int keep;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong overflow = new AtomicLong();
    private final Thread writer;

    /**
     * @param rotateAt bytes after which a file is closed
     * @param keep how many closed files stay
     */
    public AuditFile(Path directory, long rotateAt, int keep) throws IOException {
        this.directory = directory;
        this.rotateAt = rotateAt;
        this.keep = keep;
        Files.createDirectories(directory);
        this.writer = Thread.ofPlatform().daemon().name("millrace-audit").start(this::write);
    }

    @Override
    public void record(AuditEvent event) {
        if (!queue.offer(line(event))) {
            overflow.incrementAndGet();
        }
    }

    /** Writes what is queued and stops. */
    @Override
    public void close() {
        try {
            queue.put(END);
            writer.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (true) {
                byte[] line = queue.take();
                if (line.length == 0) {
                    return;
                }
                writeFile(line);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Appends events until none is waiting; so the file is flushed and closed whenever the trail is quiet. */
    private void writeFile(byte[] first) {
        Path file = directory.resolve("audit.jsonl");
        try {
            rotate(file);
            try (OutputStream out = Files.newOutputStream(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                for (byte[] next = first; next.length > 0; next = queue.remove()) {
                    out.write(next);
                    long lost = overflow.getAndSet(0);
                    if (lost > 0) {
                        out.write(("{\"eventsNotWritten\":" + lost + "}\n").getBytes(StandardCharsets.UTF_8));
                    }
                    byte[] waiting = queue.peek();
                    if (waiting == null || waiting.length == 0 || Files.size(file) >= rotateAt) {
                        return;
                    }
                }
            }
        } catch (IOException failure) {
            log.warn("The audit trail in {} cannot be written: {}", directory, failure.toString());
        }
    }

    private void rotate(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) < rotateAt) {
            return;
        }
        for (int number = keep - 1; number >= 1; number--) {
            Path older = directory.resolve("audit." + number + ".jsonl");
            if (Files.exists(older)) {
                Files.move(
                        older,
                        directory.resolve("audit." + (number + 1) + ".jsonl"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, directory.resolve("audit.1.jsonl"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] line(AuditEvent event) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("time", event.time().toString());
        line.put("principal", event.principal());
        line.put("action", event.action());
        line.put("resource", event.resource());
        line.put("outcome", event.outcome());
        event.requestId().ifPresent(id -> line.put("requestId", id));
        return (Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
