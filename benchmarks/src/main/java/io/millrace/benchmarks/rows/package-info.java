/** Queries over rows, timed at the front door of {@code query}, beside DuckDB on the same rows. */
@NullMarked
package io.millrace.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
