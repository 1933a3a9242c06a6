/**
 * Open data: what delivery streams have processed and not yet sealed into objects; the contract is objects/OPEN.md.
 *
 * <p>The write side appends batches to an {@link io.millrace.objects.open.OpenStream}, the read side waits and takes
 * snapshots through {@link io.millrace.objects.open.OpenData}. One journal a stream below {@code <data>/open/}; objects
 * are staged, and published by rename. Owns no thread: files are touched on the scheduler's tasks and by the journal's
 * writer. Promises that each log record below the visible position has exactly one outcome, whatever crashes.
 */
@NullMarked
package io.millrace.objects.open;

import org.jspecify.annotations.NullMarked;
