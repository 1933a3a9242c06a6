/**
 * Control state of this station: resources, ingestions, and which snapshot is the current one, in the control database.
 *
 * <p>Shared between threads. Each method is one transaction; what it returns was committed. The promise: a data set's
 * snapshot changes in the same transaction that completes the ingestion that made it.
 */
@NullMarked
package io.millrace.insight.state;

import org.jspecify.annotations.NullMarked;
