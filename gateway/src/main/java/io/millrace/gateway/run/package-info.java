/**
 * The running form of APIs: routes, plans of methods, and the execution of one request.
 *
 * <p>Plans are compiled from the control state's documents once, when a deployment is put on a stage or a method is
 * tested, and are immutable. An {@link io.millrace.gateway.run.Execution} belongs to one request; it never blocks: light
 * templates of small payloads run on the caller's thread, others on {@link io.millrace.gateway.run.RenderPool}, and the
 * rest on whatever thread completes the integration's call.
 */
@NullMarked
package io.millrace.gateway.run;

import org.jspecify.annotations.NullMarked;
