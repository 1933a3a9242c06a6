package io.millrace.access.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The condition keys of one request, found without regard to case. Immutable once built. */
public final class RequestContext {

    private static final RequestContext EMPTY = new RequestContext(Map.of());

    private final Map<String, List<String>> keys;

    private RequestContext(Map<String, List<String>> keys) {
        this.keys = keys;
    }

    public static RequestContext empty() {
        return EMPTY;
    }

    public static RequestContext of(Map<String, String> single) {
        return EMPTY.and(single);
    }

    /** With further single-valued keys. */
    public RequestContext and(Map<String, String> single) {
        Map<String, List<String>> more = new HashMap<>(keys);
        single.forEach((key, value) -> more.put(key.toLowerCase(Locale.ROOT), List.of(value)));
        return new RequestContext(more);
    }

    /** With a key that holds several values, for {@code ForAllValues} and {@code ForAnyValue}. */
    public RequestContext and(String key, List<String> values) {
        Map<String, List<String>> more = new HashMap<>(keys);
        more.put(key.toLowerCase(Locale.ROOT), List.copyOf(values));
        return new RequestContext(more);
    }

    List<String> values(String key) {
        return keys.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }
}
