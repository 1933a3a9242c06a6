package io.millrace.objects.open;

import java.time.Instant;
import java.util.Optional;

/**
 * How a stream's open data stands, for people and metrics.
 *
 * @param visible the log position below which every record has its outcome
 * @param objects open objects, parked ones included
 * @param bytes in them, unencoded
 * @param records log records in them
 * @param parked objects whose bucket is gone
 * @param parkedBytes in those
 * @param overdueBytes in objects that are to be sealed and are not yet
 * @param oldest when the first record of the oldest object arrived that is still to be sealed
 * @param stall why nothing becomes visible, if so
 * @param sealFailure why sealing does not get on, if so; it is tried again
 */
public record OpenStatus(
        long visible,
        Tally tally,
        int objects,
        long bytes,
        long records,
        int parked,
        long parkedBytes,
        long overdueBytes,
        Optional<Instant> oldest,
        Optional<Stall> stall,
        Optional<String> sealFailure) {}
