/** Benchmarks of the wire: what a signed call costs the server beside a bare Jetty that answers the same bytes. */
@NullMarked
package io.millrace.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
