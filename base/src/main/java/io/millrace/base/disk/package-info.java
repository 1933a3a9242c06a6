/**
 * The disk, as the parts that promise durability see it.
 *
 * <p>Everything that promises 1 to 3 rest on goes through {@link io.millrace.base.disk.Disk}, so that a simulation can
 * crash it between any two calls and forget what was not forced. A new name, a rename or a removal is durable once the
 * directory that holds it was forced; bytes and attributes once their file was forced.
 */
@NullMarked
package io.millrace.base.disk;

import org.jspecify.annotations.NullMarked;
