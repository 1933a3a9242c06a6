package io.millrace.journal;

import java.util.List;

/**
 * What opening a journal found.
 *
 * @param start the position of the first frame kept
 * @param end the position after the last frame kept
 * @param clean whether the journal was closed before, so that {@code end} is where it ended
 * @param cutBytes bytes beyond {@code end} that were never proven to be forced, and are gone: after a crash the commit
 *     that was on its way
 * @param damages what had been forced and cannot be read, in order
 */
public record RecoveryReport(long start, long end, boolean clean, long cutBytes, List<Damage> damages) {

    public RecoveryReport {
        damages = List.copyOf(damages);
    }
}
