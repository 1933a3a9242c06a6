package io.millrace.access.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the trail.
 *
 * @param action e.g. {@code iam:CreateRole}
 * @param resource an ARN or a path; may be empty
 * @param outcome {@code ok}, {@code denied}, or the wire name of an error
 * @param requestId empty for calls from service to service
 */
public record AuditEvent(
        Instant time, String principal, String action, String resource, String outcome, Optional<String> requestId) {}
