package io.millrace.delivery.lambda;

import io.millrace.base.Arn;

/**
 * Which function transforms a stream's records, and how.
 *
 * @param functionArn with or without a qualifier
 * @param roleArn the role that invokes it
 * @param retries how often a failed invocation is tried again
 * @param bufferBytes the most record bytes in one invocation
 */
public record LambdaTarget(Arn streamArn, String functionArn, String roleArn, int retries, int bufferBytes) {}
