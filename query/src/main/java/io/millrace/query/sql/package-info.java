/**
 * Athena's SELECT: parsed by Trino's grammar, resolved and typed against the catalog, rendered for DuckDB.
 *
 * <p>Pure: an analysis reads the catalog through a function and returns a value; one thread for each. Only what is
 * rendered here ever reaches the engine: names are ours, literals are quoted, functions come from one table. Promise:
 * what is admitted means what Trino means by it; the rest is refused by name, with its position.
 */
@NullMarked
package io.millrace.query.sql;

import org.jspecify.annotations.NullMarked;
