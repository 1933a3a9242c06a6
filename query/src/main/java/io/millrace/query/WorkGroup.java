package io.millrace.query;

import java.time.Instant;
import java.util.Optional;

/**
 * A workgroup: where results go by default, whether callers may say otherwise, and what a query may read. Immutable.
 *
 * @param enabled a disabled one starts nothing
 * @param enforce its settings win over the caller's
 * @param metrics whether PublishCloudWatchMetricsEnabled was asked for; kept only
 * @param scanLimit bytes that a query may read at most
 * @param engine the engine version that was selected
 */
record WorkGroup(
        String name,
        boolean enabled,
        String description,
        Instant created,
        Optional<String> outputLocation,
        boolean enforce,
        boolean metrics,
        Optional<Long> scanLimit,
        String engine) {

    static final String PRIMARY = "primary";
    static final String AUTO = "AUTO";
    static final String ENGINE = "Athena engine version 3";

    /** The one that stands in every region until somebody changes it. */
    static WorkGroup primary() {
        return new WorkGroup(PRIMARY, true, "", Instant.EPOCH, Optional.empty(), false, false, Optional.empty(), AUTO);
    }

    boolean isPrimary() {
        return name.equals(PRIMARY);
    }
}
