/**
 * What the console's pages ask for: dashboards and analyses prepared for drawing, data for a visual, and live pushes.
 *
 * <p>A page names visuals and never sends SQL. Requests run on virtual threads and block. A board that somebody watches
 * has one refresh at a time, on the scheduler, shared by all who watch it. No files.
 */
@NullMarked
package io.millrace.insight.page;

import org.jspecify.annotations.NullMarked;
