/** Proof of how the console is served. */
@NullMarked
package io.millrace.console;

import org.jspecify.annotations.NullMarked;
