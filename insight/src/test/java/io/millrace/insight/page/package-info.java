/** Proof of what pages are told. */
@NullMarked
package io.millrace.insight.page;

import org.jspecify.annotations.NullMarked;
