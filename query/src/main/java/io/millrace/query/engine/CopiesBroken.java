package io.millrace.query.engine;

/** A columnar copy was damaged while a query read it: the same query, begun again, does without it. */
public final class CopiesBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopiesBroken() {
        super("GENERIC_INTERNAL_ERROR: A columnar copy was damaged while it was read. Run the query again.");
    }
}
