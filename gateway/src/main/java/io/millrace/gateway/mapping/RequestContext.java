package io.millrace.gateway.mapping;

import java.time.Instant;

/**
 * What {@code $context} tells of one request.
 *
 * @param path the path as the caller sees it, with the stage
 * @param resourcePath the resource's path, with its names in braces
 */
public record RequestContext(
        String accountId,
        String apiId,
        String stage,
        String httpMethod,
        String resourceId,
        String resourcePath,
        String path,
        String requestId,
        String sourceIp,
        String userAgent,
        Instant requestTime,
        ResponseOverride override) {}
