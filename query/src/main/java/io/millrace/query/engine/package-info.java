/**
 * DuckDB, embedded and closed: one instance in the process, our table function and what is rendered for it, nothing
 * else.
 *
 * <p>Shared between threads; each query has its own connection. External access is off but for the directory of columnar
 * copies, the configuration is locked, spilling goes to one directory, which is emptied at start. Promise: no statement reaches files, network or another
 * query; a cancelled query stops.
 */
@NullMarked
package io.millrace.query.engine;

import org.jspecify.annotations.NullMarked;
