package io.millrace.gateway.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came with a request besides its body. Of several values of a name the last counts.
 *
 * @param path decoded
 * @param query decoded, in the order of the request
 * @param headers by lower-case name, or as a test call spells them
 */
public record Parameters(Map<String, String> path, Map<String, List<String>> query, Map<String, List<String>> headers) {

    public static final Parameters NONE = new Parameters(Map.of(), Map.of(), Map.of());

    /** Path, then query, then header. */
    @Nullable
    String find(String name) {
        String value = path.get(name);
        if (value == null) {
            value = last(query.get(name));
        }
        return value == null ? header(name) : value;
    }

    /** By name in any case. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        if (values != null) {
            return last(values);
        }
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return last(header.getValue());
            }
        }
        return null;
    }

    /** {@code $input.params()}: copies, which the template may change. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("path", new LinkedHashMap<>(path));
        all.put("querystring", lastOf(query, new LinkedHashMap<>()));
        all.put("header", lastOf(headers, new HeaderMap()));
        return all;
    }

    /** One value for each name, to be shown. */
    public static Map<String, Object> shown(Map<String, List<String>> values) {
        return lastOf(values, new LinkedHashMap<>());
    }

    private static Map<String, Object> lastOf(Map<String, List<String>> values, Map<String, Object> into) {
        values.forEach((name, all) -> {
            String value = last(all);
            into.put(name, value == null ? "" : value);
        });
        return into;
    }

    private static @Nullable String last(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : values.getLast();
    }

    /** Headers found by name in any case, because HTTP may have changed it on the way. */
    private static final class HeaderMap extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object get(@Nullable Object name) {
            Object exact = super.get(name);
            if (exact != null || !(name instanceof String wanted)) {
                return exact;
            }
            for (Map.Entry<String, Object> header : entrySet()) {
                if (header.getKey().equalsIgnoreCase(wanted)) {
                    return header.getValue();
                }
            }
            return null;
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return get(name) != null;
        }
    }
}
