package io.millrace.functions.runtime;

import io.millrace.base.Clock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one function: {@code current.log} and a few older files, each line with its time and the process it came
 * from. Shared between threads. A log that cannot be written never stops a function.
 */
public final class FunctionLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FunctionLog.class);

    private final Path directory;
    private final long fileLimit;
    private final int olderFiles;
    private final Clock clock;
    private @Nullable OutputStream out;
    private long written;

    /** @param fileLimit bytes after which {@code current.log} becomes {@code older-1.log} and so on */
    public FunctionLog(Path directory, long fileLimit, int olderFiles, Clock clock) {
        this.directory = directory;
        this.fileLimit = fileLimit;
        this.olderFiles = olderFiles;
        this.clock = clock;
    }

    /** Writes one line, without its end. */
    public void line(String source, String text) {
        line(source, text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void line(String source, byte[] text) {
        byte[] head = (clock.instant().truncatedTo(ChronoUnit.MILLIS) + " [" + source + "] ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[head.length + text.length + 1];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(text, 0, line, head.length, text.length);
        line[line.length - 1] = '\n';
        try {
            if (written > 0 && written + line.length > fileLimit) {
                rotate();
            }
            opened().write(line);
            written += line.length;
        } catch (IOException failure) {
            log.warn("The function log {} cannot be written: {}", directory, failure.toString());
            closeQuietly();
        }
    }

    private OutputStream opened() throws IOException {
        OutputStream open = out;
        if (open == null) {
            Files.createDirectories(directory);
            Path file = directory.resolve("current.log");
            open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            written = Files.size(file);
            out = open;
        }
        return open;
    }

    private void rotate() throws IOException {
        closeQuietly();
        for (int age = olderFiles; age > 0; age--) {
            Path newer = directory.resolve(age == 1 ? "current.log" : "older-" + (age - 1) + ".log");
            if (Files.exists(newer)) {
                Files.move(newer, directory.resolve("older-" + age + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        written = 0;
    }

    private void closeQuietly() {
        OutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException failure) {
                log.debug("The function log {} does not close: {}", directory, failure.toString());
            }
        }
    }

    @Override
    public synchronized void close() {
        closeQuietly();
    }
}
