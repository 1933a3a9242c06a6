package io.millrace.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lenient JSON of the OpenX SerDe, read from a line's bytes: single quotes and bare words are strings, {@code =}
 * and {@code =>} separate like {@code :}, {@code ;} like {@code ,}, comments are skipped, and what follows the closing
 * bracket is ignored. Used by one thread; one line at a time.
 */
final class JsonTokens {

    /** What a value begins with. */
    enum Kind {
        OBJECT,
        ARRAY,
        /** A quoted string or a bare word: the token. */
        TEXT,
        NULL
    }

    private static final boolean[] ENDS_WORD = new boolean[128];

    static {
        for (char c : " \r\n\t\f{}[]/\\:,=;#".toCharArray()) {
            ENDS_WORD[c] = true;
        }
    }

    private byte[] bytes = {};
    private int start;
    private int position;
    private int end;
    private byte[] token = {};
    private int tokenFrom;
    private int tokenTo;
    private boolean quoted;

    void reset(byte[] line, int from, int to) {
        this.bytes = line;
        this.start = from;
        this.position = from;
        this.end = to;
    }

    byte[] token() {
        return token;
    }

    int tokenFrom() {
        return tokenFrom;
    }

    int tokenTo() {
        return tokenTo;
    }

    boolean quoted() {
        return quoted;
    }

    String tokenText() {
        return new String(token, tokenFrom, tokenTo - tokenFrom, StandardCharsets.UTF_8);
    }

    /** Reads the beginning of a value; a text whole. */
    Kind value() throws MalformedRow {
        int c = next();
        return switch (c) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"', '\'' -> quotedText((byte) c);
            case -1 -> throw malformed("Missing value");
            default -> {
                position--;
                yield word();
            }
        };
    }

    /** The next byte that is no space or comment, or -1. */
    int next() throws MalformedRow {
        while (position < end) {
            byte c = bytes[position++];
            switch (c) {
                case ' ', '\t', '\n', '\r' -> {}
                case '#' -> position = end;
                case '/' -> {
                    if (!comment()) {
                        return c;
                    }
                }
                default -> {
                    return c;
                }
            }
        }
        return -1;
    }

    /** Unreads the byte that {@link #next} gave. */
    void back() {
        position--;
    }

    /** Reads the beginning of an object's members; false where it has none. */
    boolean hasMembers() throws MalformedRow {
        int c = next();
        if (c == '}') {
            return false;
        }
        if (c < 0) {
            throw malformed("A JSONObject text must end with '}'");
        }
        position--;
        return true;
    }

    /** Reads what stands between a key and its value. */
    void separator() throws MalformedRow {
        int c = next();
        if (c == '=' && position < end && bytes[position] == '>') {
            position++;
        } else if (c != ':' && c != '=') {
            throw malformed("Expected a ':' after a key");
        }
    }

    MalformedRow malformed(String what) {
        int at = Math.min(position, end) - start;
        return new MalformedRow("Row is not a valid JSON Object - JSONException: " + what + " at " + at + " [character "
                + (at + 1) + " line 1]");
    }

    private boolean comment() throws MalformedRow {
        if (position == end) {
            return false;
        }
        if (bytes[position] == '/') {
            position = end;
            return true;
        }
        if (bytes[position] != '*') {
            return false;
        }
        for (int i = position + 1; i + 1 < end; i++) {
            if (bytes[i] == '*' && bytes[i + 1] == '/') {
                position = i + 2;
                return true;
            }
        }
        throw malformed("Unclosed comment");
    }

    private Kind word() throws MalformedRow {
        int from = position;
        while (position < end && (bytes[position] < 0 || !ENDS_WORD[bytes[position]])) {
            position++;
        }
        if (position == from) {
            throw malformed("Missing value");
        }
        token = bytes;
        tokenFrom = from;
        tokenTo = position;
        quoted = false;
        return isNull() ? Kind.NULL : Kind.TEXT;
    }

    private boolean isNull() {
        return tokenTo - tokenFrom == 4
                && (token[tokenFrom] | 0x20) == 'n'
                && (token[tokenFrom + 1] | 0x20) == 'u'
                && (token[tokenFrom + 2] | 0x20) == 'l'
                && (token[tokenFrom + 3] | 0x20) == 'l';
    }

    private Kind quotedText(byte quote) throws MalformedRow {
        int from = position;
        for (int i = from; i < end; i++) {
            byte c = bytes[i];
            if (c == quote) {
                token = bytes;
                tokenFrom = from;
                tokenTo = i;
                quoted = true;
                position = i + 1;
                return Kind.TEXT;
            }
            if (c == '\\') {
                escapedText(quote, from, i);
                return Kind.TEXT;
            }
        }
        position = end;
        throw malformed("Unterminated string");
    }

    private void escapedText(byte quote, int from, int firstEscape) throws MalformedRow {
        StringBuilder text = new StringBuilder(end - from);
        int plain = from;
        position = firstEscape;
        while (position < end) {
            byte c = bytes[position++];
            if (c != quote && c != '\\') {
                continue;
            }
            text.append(new String(bytes, plain, position - 1 - plain, StandardCharsets.UTF_8));
            if (c == quote) {
                token = text.toString().getBytes(StandardCharsets.UTF_8);
                tokenFrom = 0;
                tokenTo = token.length;
                quoted = true;
                return;
            }
            escape(text);
            plain = position;
        }
        throw malformed("Unterminated string");
    }

    private void escape(StringBuilder text) throws MalformedRow {
        if (position == end) {
            throw malformed("Unterminated string");
        }
        byte c = bytes[position++];
        switch (c) {
            case 'u' -> text.append(unicode());
            case 't' -> text.append('\t');
            case 'b' -> text.append('\b');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 'f' -> text.append('\f');
            case 'a' -> text.append('\u0007');
            case 'v' -> text.append('\t');
            default -> {
                // Any other character stands for itself; one beyond ASCII is taken with the plain bytes that follow.
                if (c < 0) {
                    position--;
                    int from = position++;
                    while (position < end && (bytes[position] & 0xC0) == 0x80) {
                        position++;
                    }
                    text.append(new String(Arrays.copyOfRange(bytes, from, position), StandardCharsets.UTF_8));
                } else {
                    text.append((char) c);
                }
            }
        }
    }

    private char unicode() throws MalformedRow {
        if (position + 4 > end) {
            throw malformed("Substring bounds error");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(bytes[position++], 16);
            if (digit < 0) {
                throw malformed("Illegal escape.");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }
}
