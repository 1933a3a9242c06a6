package io.millrace.objects.store;

import java.time.Instant;
import java.util.Map;

/** A part of a multipart upload, durable. */
public record Part(int number, String etag, long size, Instant lastModified, Map<String, String> checksums) {}
