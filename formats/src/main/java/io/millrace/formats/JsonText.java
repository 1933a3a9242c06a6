package io.millrace.formats;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Reads containers whole: to skip them, or to give them back as canonical JSON text, as a string column shows them.
 * Duplicate keys are refused on every level. Used by one thread.
 */
final class JsonText {

    private static final int DEEPEST = 500;

    private final JsonTokens tokens;
    private final boolean caseInsensitive;

    JsonText(JsonTokens tokens, boolean caseInsensitive) {
        this.tokens = tokens;
        this.caseInsensitive = caseInsensitive;
    }

    /** The rest of a container whose bracket was just read. */
    String container(JsonTokens.Kind kind) throws MalformedRow {
        StringBuilder out = new StringBuilder();
        container(kind, out, 0);
        return out.toString();
    }

    /** What a bare word means as JSON, or the word itself. */
    static String canonical(String word) {
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return word.toLowerCase(Locale.ROOT);
        }
        try {
            return String.valueOf(JsonScalars.wholeNumber(word));
        } catch (NumberFormatException notWhole) {
            try {
                return DecimalText.parse(word).toString();
            } catch (NumberFormatException notNumber) {
                return word;
            }
        }
    }

    private void container(JsonTokens.Kind kind, StringBuilder out, int depth) throws MalformedRow {
        if (depth > DEEPEST) {
            throw tokens.malformed("Nested deeper than " + DEEPEST);
        }
        if (kind == JsonTokens.Kind.OBJECT) {
            object(out, depth);
        } else {
            array(out, depth);
        }
    }

    private void object(StringBuilder out, int depth) throws MalformedRow {
        out.append('{');
        if (!tokens.hasMembers()) {
            out.append('}');
            return;
        }
        Set<String> keys = new HashSet<>();
        while (true) {
            if (tokens.value() != JsonTokens.Kind.TEXT) {
                throw tokens.malformed("Missing key");
            }
            String key = tokens.tokenText();
            if (!keys.add(caseInsensitive ? key.toLowerCase(Locale.ROOT) : key)) {
                throw tokens.malformed("Duplicate key \"" + key + "\"");
            }
            string(key, out);
            out.append(':');
            tokens.separator();
            value(out, depth);
            int c = tokens.next();
            if (c == '}') {
                out.append('}');
                return;
            }
            if (c != ',' && c != ';') {
                throw tokens.malformed("Expected a ',' or '}'");
            }
            out.append(',');
        }
    }

    private void array(StringBuilder out, int depth) throws MalformedRow {
        out.append('[');
        boolean first = true;
        boolean afterSeparator = false;
        while (true) {
            int c = tokens.next();
            boolean ends = c == ']';
            if (ends && !afterSeparator) {
                break;
            }
            out.append(first ? "" : ",");
            first = false;
            if (ends || c == ',' || c == ';') {
                out.append("null");
                if (ends) {
                    break;
                }
                afterSeparator = true;
                continue;
            }
            if (c < 0) {
                throw tokens.malformed("Expected a ',' or ']'");
            }
            tokens.back();
            value(out, depth);
            c = tokens.next();
            if (c == ']') {
                break;
            }
            if (c != ',' && c != ';') {
                throw tokens.malformed("Expected a ',' or ']'");
            }
            afterSeparator = true;
        }
        out.append(']');
    }

    private void value(StringBuilder out, int depth) throws MalformedRow {
        JsonTokens.Kind kind = tokens.value();
        switch (kind) {
            case OBJECT, ARRAY -> container(kind, out, depth + 1);
            case NULL -> out.append("null");
            case TEXT -> {
                String text = tokens.tokenText();
                String plain = tokens.quoted() ? text : canonical(text);
                if (tokens.quoted() || isWord(plain)) {
                    string(plain, out);
                } else {
                    out.append(plain);
                }
            }
        }
    }

    /** Whether a canonical bare word is neither boolean nor number, and so needs quotes. */
    private static boolean isWord(String word) {
        if (word.equals("true") || word.equals("false")) {
            return false;
        }
        try {
            return DecimalText.parse(word).precision() < 0;
        } catch (NumberFormatException notNumber) {
            return true;
        }
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '/' -> out.append(i > 0 && text.charAt(i - 1) == '<' ? "\\/" : "/");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
