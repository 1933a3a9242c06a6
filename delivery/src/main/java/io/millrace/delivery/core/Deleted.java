package io.millrace.delivery.core;

import io.millrace.objects.open.Leftovers;

/**
 * What a stream's deletion cost.
 *
 * @param unprocessed records that no processor had seen
 * @param discarded what was processed and could not be sealed
 */
public record Deleted(long unprocessed, Leftovers discarded) {}
