package io.millrace.objects.open;

/**
 * A stream's configuration as it stood in the log: opaque here.
 *
 * @param version the destination's version id, part of object names
 * @param text as the write side wrote it
 */
public record Definition(int version, String text) {}
