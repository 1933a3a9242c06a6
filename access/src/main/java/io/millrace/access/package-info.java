/**
 * IAM and STS: identities, policies, the decision, the audit trail.
 *
 * <p>The front door is {@link io.millrace.access.Access}. A decision never waits and never calls out, so that it may
 * stand on the ingest path. Files: {@code root-key.properties} (mode 600) and {@code audit/}; roles and policies lie in the
 * control database; sessions in memory. Promise: closed by default; whoever is denied learns principal, action and
 * resource.
 */
@NullMarked
package io.millrace.access;

import org.jspecify.annotations.NullMarked;
