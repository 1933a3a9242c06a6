/**
 * Measures delivery without the wire: a station over a directory of its own, called as the HTTP server would. Threads: the
 * scheduler's, and the main thread that looks at the clock. Files: below the run's directory, removed afterwards.
 */
@NullMarked
package io.millrace.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
