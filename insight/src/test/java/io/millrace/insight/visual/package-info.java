/** Proof of the insight station. */
@NullMarked
package io.millrace.insight.visual;

import org.jspecify.annotations.NullMarked;
