package io.millrace.journal;

import java.nio.file.Path;

/**
 * Bytes that were forced and are not as they were written. Reading goes on after them; the file keeps them.
 *
 * @param from the first position that cannot be read
 * @param to the position where reading goes on; equal to {@code from} where only the segment's header is damaged
 */
public record Damage(long from, long to, Path file, String reason) {

    @Override
    public String toString() {
        return file + ", positions " + from + " to " + to + ": " + reason;
    }
}
