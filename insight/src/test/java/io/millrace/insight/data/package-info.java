/** Proof of the insight station. */
@NullMarked
package io.millrace.insight.data;

import org.jspecify.annotations.NullMarked;
