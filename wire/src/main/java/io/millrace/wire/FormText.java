package io.millrace.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code a=1&b=2&c}, as in queries and forms. */
public final class FormText {

    private FormText() {}

    /** Names to values in their order; a name without value has the empty string. */
    public static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return values;
        }
        for (String part : text.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = decode(equals < 0 ? part : part.substring(0, equals));
                String value = equals < 0 ? "" : decode(part.substring(equals + 1));
                values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            throw new WireException(
                    CommonError.VALIDATION, "'" + text + "' has a broken escape; write % and two hex digits.");
        }
    }
}
