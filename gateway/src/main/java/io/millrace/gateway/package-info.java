/**
 * API Gateway: REST APIs, their methods and mapping templates, deployments and stages.
 *
 * <p>{@link io.millrace.gateway.Gateway} is the front door: {@code apigateway()} is the control plane on the wire, {@code
 * request} answers a deployed API's request without blocking. The control state lies in SQLite ({@code
 * V1_60__gateway.sql}); what is served is made from it at start and after each change. Rooms, each using only those
 * after it: {@code api} (operations), {@code store} (rows), {@code run} (plans and executions), {@code call} (values),
 * {@code mapping} (API Gateway's objects), {@code template} (the language). Promise: a template cannot leave its room.
 */
@NullMarked
package io.millrace.gateway;

import org.jspecify.annotations.NullMarked;
