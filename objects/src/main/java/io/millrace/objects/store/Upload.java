package io.millrace.objects.store;

import java.time.Instant;

/** A multipart upload that was begun. */
public record Upload(String id, String bucket, String key, Instant initiated) {}
