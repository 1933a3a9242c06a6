package io.millrace.objects.store;

import java.time.Instant;

/**
 * An object without its bytes.
 *
 * @param etag without quotes. Empty only in a listing, for a file that was dropped into the bucket by hand and that
 *     nobody has asked for yet: {@link ObjectStore#head} computes it
 * @param generation another one for each put of the key, and for each change of a file by hand
 */
public record ObjectInfo(
        String key, long size, String etag, Instant lastModified, ObjectMetadata metadata, String generation) {}
