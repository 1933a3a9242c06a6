/** Proof of the insight station. */
@NullMarked
package io.millrace.insight.api;

import org.jspecify.annotations.NullMarked;
