/** Tests of dynamic partitioning. */
@NullMarked
package io.millrace.delivery.partition;

import org.jspecify.annotations.NullMarked;
