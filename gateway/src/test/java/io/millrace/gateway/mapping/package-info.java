/** Mapping templates against what AWS was seen to answer. */
@NullMarked
package io.millrace.gateway.mapping;

import org.jspecify.annotations.NullMarked;
