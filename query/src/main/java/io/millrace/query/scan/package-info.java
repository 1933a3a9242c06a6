/**
 * From a table to its rows: which objects and open objects hold them, and reading those into the engine's vectors.
 *
 * <p>A {@link io.millrace.query.scan.PlannedScan} is read by the engine's threads together, each with its own {@link
 * io.millrace.query.scan.ScanReader}. Promise: every acknowledged record counts once, open or sealed; no object is read
 * that the caller may not read; what is not below the table's partitions is not touched.
 */
@NullMarked
package io.millrace.query.scan;

import org.jspecify.annotations.NullMarked;
