/** Measures the running server from outside: what it takes in over HTTP, and how soon it stands. */
@NullMarked
package io.millrace.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
