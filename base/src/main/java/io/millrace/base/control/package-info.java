/**
 * Control state: identities, streams, APIs, tables, dashboards, in one SQLite file, in transactions.
 *
 * <p>Each station owns its tables; their migrations lie on the class path under {@code db/migration} as {@code
 * V1_NN__station.sql}. Nothing that promises 1 to 3 rest on is kept here.
 */
@NullMarked
package io.millrace.base.control;

import org.jspecify.annotations.NullMarked;
