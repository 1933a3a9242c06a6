/** Proof of the insight station. */
@NullMarked
package io.millrace.insight;

import org.jspecify.annotations.NullMarked;
