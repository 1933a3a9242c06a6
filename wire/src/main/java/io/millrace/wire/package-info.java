/**
 * Protocols only: what an AWS request is, how an operation is found, how an error looks. Knows no service.
 *
 * <p>A station lists its operations in one {@link io.millrace.wire.WireService}; the HTTP server authenticates, routes
 * and renders. Operations run on virtual threads and may block. Values here are immutable unless they say otherwise.
 */
@NullMarked
package io.millrace.wire;

import org.jspecify.annotations.NullMarked;
