package io.millrace.access.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of one request, found without regard to case. Most policies ask for none, so they are gathered when the
 * first one is asked for. Used by one thread.
 */
public final class RequestContext {

    private final Supplier<Map<String, List<String>>> source;
    private @Nullable Map<String, List<String>> keys;

    private RequestContext(Supplier<Map<String, List<String>>> source) {
        this.source = source;
    }

    public static RequestContext empty() {
        return new RequestContext(Map::of);
    }

    public static RequestContext of(Map<String, String> single) {
        return empty().and(single);
    }

    /** Single-valued keys that are gathered when they are needed. */
    public static RequestContext lazily(Supplier<Map<String, String>> single) {
        return new RequestContext(() -> with(Map.of(), single.get()));
    }

    /** With further single-valued keys. */
    public RequestContext and(Map<String, String> single) {
        return new RequestContext(() -> with(keys(), single));
    }

    /** With a key that holds several values, for {@code ForAllValues} and {@code ForAnyValue}. */
    public RequestContext and(String key, List<String> values) {
        return new RequestContext(() -> {
            Map<String, List<String>> more = new HashMap<>(keys());
            more.put(key.toLowerCase(Locale.ROOT), List.copyOf(values));
            return more;
        });
    }

    private static Map<String, List<String>> with(Map<String, List<String>> before, Map<String, String> single) {
        Map<String, List<String>> more = new HashMap<>(before);
        single.forEach((key, value) -> more.put(key.toLowerCase(Locale.ROOT), List.of(value)));
        return more;
    }

    private Map<String, List<String>> keys() {
        Map<String, List<String>> gathered = keys;
        if (gathered == null) {
            gathered = source.get();
            keys = gathered;
        }
        return gathered;
    }

    List<String> values(String key) {
        return keys().getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }
}
