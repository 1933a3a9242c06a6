/** Proof of the insight station. */
@NullMarked
package io.millrace.insight.definition;

import org.jspecify.annotations.NullMarked;
