/** Signatures against AWS's published examples. */
@NullMarked
package io.millrace.wire.sign;

import org.jspecify.annotations.NullMarked;
