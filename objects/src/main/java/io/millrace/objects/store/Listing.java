package io.millrace.objects.store;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing, in UTF-8 byte order.
 *
 * @param next the {@code startAfter} of the next page; empty where this is the last
 */
public record Listing(List<ObjectInfo> objects, List<String> commonPrefixes, Optional<String> next) {

    public boolean truncated() {
        return next.isPresent();
    }
}
