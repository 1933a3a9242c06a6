package io.millrace.query.ddl;

import java.util.Locale;

/** Hive's quoted texts. */
final class DdlText {

    private DdlText() {}

    /** What stands between single or double quotes, with doubled quotes and Hive's backslash escapes resolved. */
    static String unquote(String token) {
        char quote = token.charAt(0);
        String inner = token.substring(1, token.length() - 1);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < inner.length()) {
            char c = inner.charAt(at);
            if (c == quote) {
                text.append(quote);
                at += 2;
            } else if (c == '\\' && at + 1 < inner.length()) {
                at = escape(inner, at, text);
            } else {
                text.append(c);
                at++;
            }
        }
        return text.toString();
    }

    /** The text as a literal between single quotes that {@link #unquote} gives back. */
    static String quote(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '\'') {
                literal.append('\\').append(c);
            } else if (c == '\n') {
                literal.append("\\n");
            } else if (c == '\t') {
                literal.append("\\t");
            } else if (c < ' ' || c == 0x7F) {
                literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('\'').toString();
    }

    /** An identifier between back-ticks. */
    static String backquote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Reads the escape at that backslash; returns where the text goes on. */
    private static int escape(String inner, int at, StringBuilder text) {
        if (isOctal(inner, at + 1)) {
            text.append((char) Integer.parseInt(inner.substring(at + 1, at + 4), 8));
            return at + 4;
        }
        char c = inner.charAt(at + 1);
        if (c == 'u' && isHex(inner, at + 2)) {
            text.append((char) Integer.parseInt(inner.substring(at + 2, at + 6), 16));
            return at + 6;
        }
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case '0' -> text.append('\0');
            case 'Z' -> text.append('\u001A');
            case '%', '_' -> text.append('\\').append(c);
            default -> text.append(c);
        }
        return at + 2;
    }

    private static boolean isOctal(String text, int from) {
        return text.length() >= from + 3 && text.substring(from, from + 3).matches("[0-1][0-7][0-7]");
    }

    private static boolean isHex(String text, int from) {
        return text.length() >= from + 4 && text.substring(from, from + 4).matches("[0-9a-fA-F]{4}");
    }
}
