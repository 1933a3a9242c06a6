/**
 * The data catalog: databases and tables with their versions, and how partition projection maps keys to partitions.
 *
 * <p>Words only: DDL is parsed and run in {@code query}. Scoped by region; every region has the database {@code
 * default}. State lies in the control database ({@code catalog_*}); values are immutable, {@link
 * io.millrace.catalog.Catalog} is shared between threads. Promise: a table is what its last committed DDL said, and a
 * projection gives a key the same partition as Athena's would.
 */
@NullMarked
package io.millrace.catalog;

import org.jspecify.annotations.NullMarked;
