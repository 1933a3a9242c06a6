/**
 * Dynamic partitioning: takes records apart, and finds the keys by which they are partitioned.
 *
 * <p>The processors RecordDeAggregation and MetadataExtraction. Immutable values and pure functions: they run on the
 * thread that asks, keep no files and start no threads. Promise: a query, whoever wrote it, and a record, whoever sent it,
 * cost time and memory in proportion to the record; what cannot be partitioned has an outcome of its own.
 */
@NullMarked
package io.millrace.delivery.partition;

import org.jspecify.annotations.NullMarked;
