/**
 * Athena: DDL and SELECT over the objects and the open data of tables.
 *
 * <p>{@link io.millrace.query.Query} is the front door. Statements run on a bounded pool of platform threads, because
 * the engine's native calls would pin virtual ones. Executions and workgroups lie in the control database ({@code
 * query_*}); what does not fit in memory is spilled below the station's directory, which is emptied at start. Results
 * are objects below the caller's OutputLocation. Promise 2: a query counts every record that was acknowledged before it
 * started, or says what it leaves out.
 */
@NullMarked
package io.millrace.query;

import org.jspecify.annotations.NullMarked;
