/** Functions as their callers see them, with real processes. */
@NullMarked
package io.millrace.functions;

import org.jspecify.annotations.NullMarked;
