/**
 * The benchmarks behind {@code millrace bench}: each beside its baseline, measured in the same run.
 *
 * <p>To add one: a class that implements {@link io.millrace.benchmarks.Bench}, and a line in {@link
 * io.millrace.benchmarks.Main}. Absolute figures are the machine's; ratios are ours.
 */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
