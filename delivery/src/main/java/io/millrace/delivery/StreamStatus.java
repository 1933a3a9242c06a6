package io.millrace.delivery;

import io.millrace.base.Arn;
import io.millrace.delivery.core.StreamFigures;
import io.millrace.objects.open.OpenStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * How a stream stands, for people, the console and metrics.
 *
 * @param status AWS's word: ACTIVE or DELETING
 * @param backlogBytes of the log, accepted and not yet processed
 * @param activePartitions open objects that take processed records
 * @param oldest when the oldest record arrived that is not in its bucket yet
 * @param trouble what is wrong and what to do about it, where something is
 */
public record StreamStatus(
        String name,
        Arn arn,
        String status,
        long backlogBytes,
        int activePartitions,
        Optional<Instant> oldest,
        StreamFigures figures,
        OpenStatus open,
        Optional<String> trouble) {}
