package io.millrace.objects.store;

/** A part as the one who completes an upload names it; the ETag is without quotes. */
public record PartRef(int number, String etag) {}
