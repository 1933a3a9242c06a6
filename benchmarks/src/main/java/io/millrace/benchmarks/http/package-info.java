/** The HTTP load generator, the processes it loads, and the bare server beside which they are measured. */
@NullMarked
package io.millrace.benchmarks.http;

import org.jspecify.annotations.NullMarked;
