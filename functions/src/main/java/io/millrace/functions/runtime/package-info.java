/**
 * Function processes: how they are started, fed through the Lambda Runtime API, watched, logged and ended.
 *
 * <p>Knows nothing of Lambda's operations. Each {@link io.millrace.functions.runtime.WorkerPool} holds the warm
 * processes of one function revision; a worker takes one invocation at a time. Each worker has a loopback listener of
 * its own (virtual threads) and one platform thread that drains its output, so that a chattering process never blocks.
 * Writes the rotated log files and one temporary directory a process. Promise: whatever a process does, its caller gets
 * an outcome by the deadline, and nobody else is harmed.
 */
@NullMarked
package io.millrace.functions.runtime;

import org.jspecify.annotations.NullMarked;
