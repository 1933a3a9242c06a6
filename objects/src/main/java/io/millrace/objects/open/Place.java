package io.millrace.objects.open;

/**
 * Where a stream may write: every key of the bucket that begins with the literal prefix.
 *
 * @param keyPrefix the part of a key template before its first expression
 */
public record Place(String bucket, String keyPrefix) {

    /** Whether some key can lie in both. */
    boolean overlaps(String otherBucket, String otherPrefix) {
        return bucket.equals(otherBucket) && (keyPrefix.startsWith(otherPrefix) || otherPrefix.startsWith(keyPrefix));
    }
}
