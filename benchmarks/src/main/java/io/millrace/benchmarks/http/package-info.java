/** Load over HTTP: a closed-loop generator on one selector thread, and what it is pointed at. */
@NullMarked
package io.millrace.benchmarks.http;

import org.jspecify.annotations.NullMarked;
