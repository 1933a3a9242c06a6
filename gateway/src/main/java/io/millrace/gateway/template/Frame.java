package io.millrace.gateway.template;

import org.jspecify.annotations.Nullable;

/** The variables of one rendering, by slot, and its budget. Used by one thread. */
final class Frame {

    final @Nullable Object[] slots;
    final Budget budget;

    Frame(int size, Budget budget) {
        this.slots = new @Nullable Object[size];
        this.budget = budget;
    }
}
