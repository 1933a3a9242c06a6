/**
 * API Gateway's control plane on the wire: one class for each kind of resource, all operations listed in {@link
 * io.millrace.gateway.api.ApiGatewayService}.
 *
 * <p>Each operation is authorised as {@code apigateway:VERB} on the path, reads its input by name and refuses what it does
 * not know, and changes the control state in one transaction. What a stage serves is replaced after the commit.
 */
@NullMarked
package io.millrace.gateway.api;

import org.jspecify.annotations.NullMarked;
