/**
 * What the control state knows of functions: definitions, versions, aliases, resource policies, accepted events.
 *
 * <p>Knows no process and no operation. All of it stands in SQLite, and all but the events in memory too; a change is on
 * disk before it is seen. Threads: everything here is shared; a transaction is short. Files: none of its own. Promise:
 * what a caller was told stands after a crash, and what belongs to a deleted function goes with it, in one transaction.
 */
@NullMarked
package io.millrace.functions.definition;

import org.jspecify.annotations.NullMarked;
