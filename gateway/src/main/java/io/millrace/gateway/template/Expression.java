package io.millrace.gateway.template;

import org.jspecify.annotations.Nullable;

/** A compiled expression. Immutable. */
@FunctionalInterface
interface Expression {

    @Nullable
    Object value(Frame frame);
}
