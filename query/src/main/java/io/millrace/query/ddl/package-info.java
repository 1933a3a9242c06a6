/**
 * The Hive part of Athena's SQL: a grammar, its statements as values, and running them against the catalog.
 *
 * <p>Parsing is pure. {@link io.millrace.query.ddl.DdlRun} holds no state of its own and is shared between threads.
 */
@NullMarked
package io.millrace.query.ddl;

import org.jspecify.annotations.NullMarked;
