package io.millrace.gateway.template;

/** A compiled statement. Immutable. */
@FunctionalInterface
interface Statement {

    /** How the rendering goes on after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        STOP
    }

    Flow render(Frame frame, Output output);
}
