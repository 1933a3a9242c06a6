package io.millrace.delivery.definition;

import java.util.List;

/**
 * An S3 destination with its defaults filled in. Empty text where nothing was given.
 *
 * @param extended false where it came as the older S3DestinationConfiguration
 */
public record S3Settings(
        boolean extended,
        String roleArn,
        String bucketArn,
        String prefix,
        String errorOutputPrefix,
        int sizeInMegabytes,
        int intervalInSeconds,
        String compression,
        String fileExtension,
        String customTimeZone,
        boolean processing,
        List<ProcessorSettings> processors) {

    public String bucket() {
        return bucketArn.substring(bucketArn.lastIndexOf(':') + 1);
    }
}
