package io.millrace.gateway.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came with a request besides its body: single values by name, each map in the order they came in. */
public record Parameters(Map<String, String> path, Map<String, String> query, Map<String, String> headers) {

    public static final Parameters NONE = new Parameters(Map.of(), Map.of(), Map.of());

    /** Path, then query, then header. */
    @Nullable
    String find(String name) {
        String value = path.get(name);
        if (value == null) {
            value = query.get(name);
        }
        return value == null ? header(name) : value;
    }

    /** By name in any case. */
    public @Nullable String header(String name) {
        String exact = headers.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /** {@code $input.params()}: copies, which the template may change. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("path", new LinkedHashMap<>(path));
        all.put("querystring", new LinkedHashMap<>(query));
        all.put("header", new LinkedHashMap<>(headers));
        return all;
    }
}
