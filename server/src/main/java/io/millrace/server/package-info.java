/**
 * The process: command line, composition root, health, metrics.
 *
 * <p>{@link io.millrace.server.Main} is the command line; {@link io.millrace.server.Server} composes every station with
 * plain {@code new}, in the order of an event's way, and closes them in the opposite order. Nobody imports this package.
 * Files: the data directory's lock, its format version and the root key.
 */
@NullMarked
package io.millrace.server;

import org.jspecify.annotations.NullMarked;
