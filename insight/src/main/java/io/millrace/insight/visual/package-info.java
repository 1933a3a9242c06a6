/**
 * From field wells to SQL and from rows to what a chart draws.
 *
 * <p>Pure but for {@link io.millrace.insight.visual.VisualRun}, which asks a {@link
 * io.millrace.insight.visual.RowSource}. The SQL is plain enough to mean the same to Athena's engine and to the engine
 * of a snapshot. Names are quoted and values escaped in {@link io.millrace.insight.visual.SqlText} and nowhere else.
 */
@NullMarked
package io.millrace.insight.visual;

import org.jspecify.annotations.NullMarked;
