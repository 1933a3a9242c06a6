package io.millrace.objects.open;

/** What could not be sealed and would be discarded with the stream. */
public record Leftovers(int objects, long records, long bytes) {}
