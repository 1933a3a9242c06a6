package io.millrace.objects.feed;

/** Something that readers can see now and could not before. */
public sealed interface Change {

    /**
     * An object stands at the key.
     *
     * @param generation the object's, as in its {@code ObjectInfo}
     */
    record Put(String bucket, String key, long size, String generation) implements Change {}

    /** No object stands at the key any more. */
    record Delete(String bucket, String key) implements Change {}

    /** Open data below a literal key prefix advanced. */
    record OpenAdvanced(String bucket, String keyPrefix) implements Change {}

    /** The subscriber was too slow and changes before this one were dropped: look at everything again. */
    record Missed() implements Change {}
}
