/**
 * The centre of delivery, without API and without wire: log, forward reading, processors, open data, sealing.
 *
 * <p>{@link io.millrace.delivery.core.DeliveryStream#accept} appends to the stream's log and answers when it is forced;
 * one pump a stream reads the log forward, has batches processed and appends their outcomes to open data in log order.
 * Files: one journal a stream below {@code <data>/delivery/log/}, and open data's. Owns no thread: everything runs on
 * the scheduler that is passed in, as do disk, clock and randomness, so that a run can be replayed from a seed.
 * Promises that the outcome of each acknowledged record stands exactly once, with nothing but these files.
 */
@NullMarked
package io.millrace.delivery.core;

import org.jspecify.annotations.NullMarked;
