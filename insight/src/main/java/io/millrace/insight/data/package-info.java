/**
 * Data sources and data sets as values, where their rows come from, and imports.
 *
 * <p>Shared between threads; imports run on the scheduler, one at a time. Files: {@code <directory>/<name>.parquet}, one
 * for each data set's current snapshot, drawn in docs/formats/snapshot.md. The promises: a snapshot is changed only by
 * an ingestion; a source reads with the authority of its role, or of whoever made it, never with more.
 */
@NullMarked
package io.millrace.insight.data;

import org.jspecify.annotations.NullMarked;
