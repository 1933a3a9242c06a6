package io.millrace.objects.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rolls keys up into one page of a listing. Used by one thread. */
final class ListingPage {

    private final ListRequest request;
    private final List<ObjectInfo> objects = new ArrayList<>();
    private final List<String> commonPrefixes = new ArrayList<>();
    private String last = "";

    private ListingPage(ListRequest request) {
        this.request = request;
    }

    /** @param cursor stands before the first key that begins with the prefix and sorts after startAfter */
    static Listing of(KeyCursor cursor, ListRequest request) throws IOException {
        return request.maxKeys() == 0
                ? new Listing(List.of(), List.of(), Optional.empty())
                : new ListingPage(request).fill(cursor);
    }

    private Listing fill(KeyCursor cursor) throws IOException {
        if (commonPrefix(request.startAfter()).equals(request.startAfter())) {
            cursor.skip(request.startAfter());
        }
        while (cursor.advance()) {
            if (objects.size() + commonPrefixes.size() == request.maxKeys()) {
                return page(Optional.of(last));
            }
            take(cursor);
        }
        return page(Optional.empty());
    }

    private void take(KeyCursor cursor) throws IOException {
        String rolled = commonPrefix(cursor.key());
        if (rolled.isEmpty()) {
            objects.add(cursor.info());
            last = cursor.key();
        } else {
            commonPrefixes.add(rolled);
            last = rolled;
            cursor.skip(rolled);
        }
    }

    /** Up to and with the first delimiter after the prefix; empty where there is none. */
    private String commonPrefix(String key) {
        if (request.delimiter().isEmpty() || !key.startsWith(request.prefix())) {
            return "";
        }
        int at = key.indexOf(request.delimiter(), request.prefix().length());
        return at < 0 ? "" : key.substring(0, at + request.delimiter().length());
    }

    private Listing page(Optional<String> next) {
        return new Listing(List.copyOf(objects), List.copyOf(commonPrefixes), next);
    }
}
