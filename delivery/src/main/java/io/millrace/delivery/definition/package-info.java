/**
 * What a delivery stream is: its settings as a caller gave them, their JSON text in the stream's log, and the
 * destination that delivery's core makes of them. Immutable values; no threads; no files of its own.
 */
@NullMarked
package io.millrace.delivery.definition;

import org.jspecify.annotations.NullMarked;
