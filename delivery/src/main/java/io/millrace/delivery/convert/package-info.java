/**
 * Record format conversion: JSON in, the rows of a catalog table out, which open data keeps and sealing writes as
 * Parquet.
 *
 * <p>A record is converted before it goes into open data, so that nobody counts one that does not fit: it goes to the
 * error output, as a whole. The table is asked again once a second at most; where it cannot be had, the stream stalls.
 * Called on the pump's thread; no files. Promise: a row holds what the SerDe reads, and no value is lost on the way.
 */
@NullMarked
package io.millrace.delivery.convert;

import org.jspecify.annotations.NullMarked;
