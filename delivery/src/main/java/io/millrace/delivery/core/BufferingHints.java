package io.millrace.delivery.core;

import io.millrace.base.ByteSize;
import java.time.Duration;

/** When an object is sealed: at this size or at this age, whatever comes first. */
public record BufferingHints(ByteSize size, Duration interval) {

    /** Firehose's. */
    public static final BufferingHints DEFAULT = new BufferingHints(ByteSize.ofMiB(5), Duration.ofMinutes(5));
}
