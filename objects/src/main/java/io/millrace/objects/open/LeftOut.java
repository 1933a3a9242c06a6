package io.millrace.objects.open;

import java.time.Instant;
import java.util.Optional;

/**
 * A stream whose newest records an answer does not hold.
 *
 * @param stream its display name
 * @param bytesBehind how much of its log, in bytes
 * @param since when it stalled; empty for a deadline
 * @param message why, for a person
 */
public record LeftOut(String stream, Reason reason, long bytesBehind, Optional<Instant> since, String message) {

    public enum Reason {
        /** It was not ready in time. */
        DEADLINE,
        /** It is known to stand still; nobody waited for it. */
        STALLED
    }
}
