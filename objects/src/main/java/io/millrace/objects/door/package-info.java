/**
 * The doors to the store: S3's protocol, and {@link io.millrace.objects.door.ObjectsDoor} for other stations.
 *
 * <p>Every call is decided first, by the caller's policies and the bucket's. One small class for each resource of S3; all
 * operations, the refused ones too, are listed in S3Operations. Calls run on virtual threads and may block. No open data
 * is seen here.
 */
@NullMarked
package io.millrace.objects.door;

import org.jspecify.annotations.NullMarked;
