/** The station from its front door. */
@NullMarked
package io.millrace.gateway;

import org.jspecify.annotations.NullMarked;
