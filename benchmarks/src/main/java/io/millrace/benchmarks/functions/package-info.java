/** Benchmarks of functions: what the pool and the Runtime API cost beside the function's own work. */
@NullMarked
package io.millrace.benchmarks.functions;

import org.jspecify.annotations.NullMarked;
