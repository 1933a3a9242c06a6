/** The Lambda processor's outcomes. */
@NullMarked
package io.millrace.delivery.lambda;

import org.jspecify.annotations.NullMarked;
