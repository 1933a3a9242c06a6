package io.millrace.access.policy;

import java.util.Optional;

/**
 * Policy variables: {@code ${aws:username}}, {@code ${aws:username, 'nobody'}}, and the escapes {@code ${*}}, {@code
 * ${?}}, {@code ${$}}. What a variable stands for is literal: its stars match only stars.
 */
final class Variables {

    static final char LITERAL_STAR = '\uE000';
    static final char LITERAL_QUESTION = '\uE001';

    private Variables() {}

    static boolean in(String text) {
        return text.contains("${");
    }

    /** The text with its variables replaced; empty where one has no value in this request. */
    static Optional<String> resolve(String text, RequestContext context) {
        StringBuilder resolved = new StringBuilder();
        int at = 0;
        while (true) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                return Optional.of(resolved.append(text, at, text.length()).toString());
            }
            resolved.append(text, at, open);
            Optional<String> value = value(text.substring(open + 2, close), context);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            resolved.append(value.get());
            at = close + 1;
        }
    }

    /** The text as it reads outside of patterns. */
    static String plain(String resolved) {
        return resolved.replace(LITERAL_STAR, '*').replace(LITERAL_QUESTION, '?');
    }

    private static Optional<String> value(String name, RequestContext context) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return Optional.of(literal(name));
        }
        int comma = name.indexOf(',');
        String key = (comma < 0 ? name : name.substring(0, comma)).strip();
        var values = context.values(key);
        if (values.size() == 1) {
            return Optional.of(literal(values.getFirst()));
        }
        return comma < 0 ? Optional.empty() : Optional.of(literal(unquoted(name.substring(comma + 1))));
    }

    private static String unquoted(String fallback) {
        String text = fallback.strip();
        return text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static String literal(String value) {
        return value.replace('*', LITERAL_STAR).replace('?', LITERAL_QUESTION);
    }
}
