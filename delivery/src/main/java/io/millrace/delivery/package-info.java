/**
 * Firehose: log, processors, batching, partitions, sealing, error output.
 *
 * <p>{@link io.millrace.delivery.Delivery} is the front door; {@code core} carries the promises, {@code lambda} asks
 * functions, {@code definition} says what a stream is. Putting records never blocks; the other operations block on
 * virtual threads. Files: the logs below the station's directory and open data's; SQLite holds tags alone. Promise: a
 * record that was acknowledged has its outcome exactly once, whatever crashed in between.
 */
@NullMarked
package io.millrace.delivery;

import org.jspecify.annotations.NullMarked;
