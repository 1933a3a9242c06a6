package io.millrace.delivery.core;

/** Whether the stream's role may write an object: asked at each object's birth. Must not block. */
@FunctionalInterface
public interface PutPermission {

    PutPermission ALWAYS = (bucket, key) -> {};

    void check(String bucket, String key) throws Denied;

    /** It may not; the message names principal, action and resource. */
    final class Denied extends Exception {
        private static final long serialVersionUID = 1L;

        public Denied(String message) {
            super(message);
        }
    }
}
