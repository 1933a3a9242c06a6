package io.millrace.objects.store;

/** When a put may take place; decided together with the change, so that of two racing puts one loses. */
public sealed interface PutCondition {

    PutCondition ALWAYS = new Always();
    PutCondition IF_ABSENT = new IfAbsent();

    /** Whatever stands there. */
    record Always() implements PutCondition {}

    /** {@code If-None-Match: *}: only where no object stands, else {@link StoreFault.PreconditionFailed}. */
    record IfAbsent() implements PutCondition {}

    /**
     * {@code If-Match}: only over the object with that ETag, else {@link StoreFault.PreconditionFailed}, or {@link
     * StoreFault.NoSuchKey} where there is none.
     *
     * @param etag without quotes
     */
    record IfMatch(String etag) implements PutCondition {}
}
