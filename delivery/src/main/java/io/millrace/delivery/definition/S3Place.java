package io.millrace.delivery.definition;

/**
 * A place in a bucket that a stream writes to, with its defaults filled in. Empty text where nothing was given.
 *
 * @param compression AWS's word
 */
public record S3Place(
        String roleArn,
        String bucketArn,
        String prefix,
        String errorOutputPrefix,
        int sizeInMegabytes,
        int intervalInSeconds,
        String compression) {

    /** Before anything is given, but for what must be. */
    public static final S3Place UNSET = new S3Place("", "", "", "", 5, 300, "UNCOMPRESSED");

    public String bucket() {
        return bucketArn.substring(bucketArn.lastIndexOf(':') + 1);
    }
}
