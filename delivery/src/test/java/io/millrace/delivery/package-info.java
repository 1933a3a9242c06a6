/** Firehose as its callers see it, with real functions and a real disk. */
@NullMarked
package io.millrace.delivery;

import org.jspecify.annotations.NullMarked;
