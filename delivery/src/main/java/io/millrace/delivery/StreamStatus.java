package io.millrace.delivery;

import io.millrace.base.Arn;
import io.millrace.objects.open.OpenStatus;

/**
 * How a stream stands, for people and metrics.
 *
 * @param status AWS's word: ACTIVE or DELETING
 * @param backlogBytes of the log, accepted and not yet processed
 */
public record StreamStatus(String name, Arn arn, String status, long backlogBytes, OpenStatus open) {}
