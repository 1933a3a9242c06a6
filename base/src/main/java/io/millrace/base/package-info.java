/**
 * Dull values that every station shares.
 *
 * <p>Knows no station. Values are immutable; the few services here ({@link io.millrace.base.Scheduler}, {@link
 * io.millrace.base.disk.Disk}, {@link io.millrace.base.control.ControlDatabase}) are interfaces or say how they are
 * shared between threads. Clock, scheduler, randomness and disk are passed in, never reached for, so that a run can be
 * replayed from a seed.
 */
@NullMarked
package io.millrace.base;

import org.jspecify.annotations.NullMarked;
