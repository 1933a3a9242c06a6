package io.millrace.delivery.core;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A record as a stream's log keeps it.
 *
 * @param processed whether its outcome stands
 */
public record FoundRecord(Instant arrival, boolean processed, ByteBuffer data) {}
