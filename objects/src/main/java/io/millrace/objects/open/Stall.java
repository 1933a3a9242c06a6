package io.millrace.objects.open;

import java.time.Instant;

/**
 * Why a stream's accepted records do not become visible for now.
 *
 * @param message what is wrong and what to do about it
 */
public record Stall(Reason reason, String message, Instant since) {

    public enum Reason {
        /** A processor cannot be called, or does not answer. */
        PROCESSOR_FAILING,
        /** The stream's role may not write the object. */
        DESTINATION_DENIED,
        /** The destination's bucket does not exist. */
        BUCKET_GONE,
        /** The local disk refuses. */
        DISK_FAILING
    }
}
