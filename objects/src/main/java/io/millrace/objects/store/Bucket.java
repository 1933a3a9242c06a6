package io.millrace.objects.store;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param incarnation drawn at creation: a later bucket of the same name has another
 */
public record Bucket(String name, String region, Instant created, String incarnation) {}
