/**
 * What tests share and nobody ships: manual clock and scheduler, a disk that crashes, sample events.
 *
 * <p>All of it is driven by a generator that is passed in, so that the seed in a failure message replays the run.
 */
@NullMarked
package io.millrace.testing;

import org.jspecify.annotations.NullMarked;
