/**
 * QuickSight: data sources, data sets, imports, analyses, dashboards; field wells to SQL; live dashboards.
 *
 * <p>Stands above query and catalog. Operations and page requests run on virtual threads and may block; imports and live
 * refreshes run on the scheduler. Files: {@code insight/*.parquet}, the snapshots of SPICE data sets; everything else
 * is in the control database. The promise: a chart says how current it is and what it leaves out, and its SQL is made
 * here, never in a browser.
 */
@NullMarked
package io.millrace.insight;

import org.jspecify.annotations.NullMarked;
