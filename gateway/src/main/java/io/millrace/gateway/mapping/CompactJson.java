package io.millrace.gateway.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Prints a JSON text as json-smart would print what it parsed from it, without building it: one pass, for the payloads
 * that nearly all requests carry. What is unusual (a repeated or an empty key, an escape by number, a number that json-smart
 * writes otherwise, anything that is not plain JSON) is left to json-smart: then the answer is null. Used by one thread.
 */
final class CompactJson {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_KEYS = 32;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final String text;
    private final StringBuilder out;
    private int at;

    private CompactJson(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 16);
    }

    static @Nullable String of(String text) {
        CompactJson json = new CompactJson(text);
        json.skipBlanks();
        char first = json.peek();
        if (first != '{' && first != '[') {
            return null;
        }
        if (!json.value(0)) {
            return null;
        }
        json.skipBlanks();
        return json.at == text.length() ? json.out.toString() : null;
    }

    private boolean value(int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> integer();
        };
    }

    private boolean object(int depth) {
        take();
        skipBlanks();
        if (peek() == '}') {
            return take();
        }
        int[] keys = new int[MAX_KEYS * 2];
        int count = 0;
        while (true) {
            int start = out.length();
            if (peek() != '"' || count == MAX_KEYS || !string()) {
                return false;
            }
            keys[2 * count] = start;
            keys[2 * count + 1] = out.length();
            if (out.length() - start == 2 || isRepeated(keys, count++)) {
                return false;
            }
            skipBlanks();
            if (peek() != ':') {
                return false;
            }
            take();
            skipBlanks();
            if (!value(depth + 1)) {
                return false;
            }
            skipBlanks();
            if (peek() == '}') {
                return take();
            }
            if (peek() != ',') {
                return false;
            }
            take();
            skipBlanks();
        }
    }

    private boolean isRepeated(int[] keys, int last) {
        int length = keys[2 * last + 1] - keys[2 * last];
        for (int i = 0; i < last; i++) {
            if (keys[2 * i + 1] - keys[2 * i] == length && same(keys[2 * i], keys[2 * last], length)) {
                return true;
            }
        }
        return false;
    }

    private boolean same(int a, int b, int length) {
        for (int i = 0; i < length; i++) {
            if (out.charAt(a + i) != out.charAt(b + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean array(int depth) {
        take();
        skipBlanks();
        if (peek() == ']') {
            return take();
        }
        while (true) {
            if (!value(depth + 1)) {
                return false;
            }
            skipBlanks();
            if (peek() == ']') {
                return take();
            }
            if (peek() != ',') {
                return false;
            }
            take();
            skipBlanks();
        }
    }

    private boolean string() {
        take();
        int from = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                out.append(text, from, at);
                return take();
            }
            if (c >= ' ' && c < 0x7F && c != '\\') {
                at++;
                continue;
            }
            out.append(text, from, at);
            if (!special(c)) {
                return false;
            }
            from = at;
        }
        return false;
    }

    /** One character that is not copied as it stands, or one beyond ASCII. */
    private boolean special(char c) {
        if (c == '\\') {
            return escape();
        }
        if (c < ' ' || c == 0x7F) {
            return false;
        }
        if (c <= 0x9F || (c >= 0x2000 && c <= 0x20FF)) {
            out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
            out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
        } else {
            out.append(c);
        }
        at++;
        return true;
    }

    private boolean escape() {
        if (at + 1 >= text.length()) {
            return false;
        }
        char c = text.charAt(at + 1);
        switch (c) {
            case '"', '\\', 'b', 'f', 'n', 'r', 't' -> out.append('\\').append(c);
            case '/' -> out.append('/');
            default -> {
                return false;
            }
        }
        at += 2;
        return true;
    }

    private boolean word(String word) {
        if (!text.startsWith(word, at) || !ends(at + word.length())) {
            return false;
        }
        out.append(word);
        at += word.length();
        return true;
    }

    /** A whole number of at most 18 digits, which every parser prints as it is written. */
    private boolean integer() {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int count = at - digits;
        boolean leadingZero = count > 0 && text.charAt(digits) == '0' && (count > 1 || digits > from);
        if (count == 0 || count > 18 || leadingZero || !ends(at)) {
            return false;
        }
        out.append(text, from, at);
        return true;
    }

    private boolean ends(int index) {
        if (index >= text.length()) {
            return false;
        }
        char c = text.charAt(index);
        return c == ',' || c == '}' || c == ']' || isBlank(c);
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** The next character, or 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** Copies one character. */
    private boolean take() {
        out.append(text.charAt(at++));
        return true;
    }
}
