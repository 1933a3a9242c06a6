/** Measures the journal beside a plain file that is forced at the same block sizes, in the same run. */
@NullMarked
package io.millrace.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
