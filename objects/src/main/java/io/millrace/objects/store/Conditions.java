package io.millrace.objects.store;

import java.util.Optional;

/** Decides a {@link PutCondition} against what stands at the key. */
final class Conditions {

    private Conditions() {}

    static void check(PutCondition condition, String key, Optional<String> standing) {
        switch (condition) {
            case PutCondition.Always always -> {}
            case PutCondition.IfAbsent absent -> {
                if (standing.isPresent()) {
                    throw new StoreFault.PreconditionFailed("An object stands at the key " + key + " already.");
                }
            }
            case PutCondition.IfMatch match -> {
                String etag = standing.orElseThrow(() -> new StoreFault.NoSuchKey(key));
                if (!match.etag().equals(etag)) {
                    throw new StoreFault.PreconditionFailed(
                            "The object at the key " + key + " has the ETag " + etag + ", not " + match.etag() + ".");
                }
            }
        }
    }
}
