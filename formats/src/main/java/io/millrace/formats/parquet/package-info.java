/**
 * Rows into Parquet: flat schemas, PLAIN values, one page after the other.
 *
 * <p>A row is first made into bytes ({@link io.millrace.formats.parquet.RowBytes}), which can be kept and appended to; a
 * {@link io.millrace.formats.parquet.ParquetOutput} turns a stream of such rows into a file. Nothing here is shared
 * between threads unless it says so; nothing touches a disk. Promise: the same rows in the same form give the same file,
 * and every reader of Parquet reads it.
 */
@NullMarked
package io.millrace.formats.parquet;

import org.jspecify.annotations.NullMarked;
