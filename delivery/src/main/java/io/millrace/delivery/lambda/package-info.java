/**
 * Firehose's Lambda processor: the event, the answer, the outcomes.
 *
 * <p>Called by delivery's core with one batch at a time for each stream; invocations block on the scheduler's virtual
 * threads, a few at once, and outcomes come back in the records' order. Keeps no files. Promise: each record gets the
 * outcome that Firehose would give it, and a function that cannot be asked loses nothing.
 */
@NullMarked
package io.millrace.delivery.lambda;

import org.jspecify.annotations.NullMarked;
