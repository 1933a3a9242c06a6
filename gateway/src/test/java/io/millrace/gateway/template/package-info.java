/** The template language against Velocity itself, and against those who mean it ill. */
@NullMarked
package io.millrace.gateway.template;

import org.jspecify.annotations.NullMarked;
