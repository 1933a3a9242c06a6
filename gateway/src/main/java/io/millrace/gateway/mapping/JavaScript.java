package io.millrace.gateway.mapping;

/**
 * {@code $util.escapeJavaScript}: Apache Commons Lang 2.6, character by character, of which AWS's answers show the
 * marks. A test holds it against the library.
 */
final class JavaScript {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private JavaScript() {}

    static String escape(String text) {
        int length = text.length();
        StringBuilder escaped = new StringBuilder(length + (length >> 2) + 16);
        int from = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '\'' && c != '/') {
                continue;
            }
            if (c == 0x7F) {
                continue;
            }
            escaped.append(text, from, i);
            from = i + 1;
            append(escaped, c);
        }
        return from == 0 ? text : escaped.append(text, from, length).toString();
    }

    private static void append(StringBuilder escaped, char c) {
        switch (c) {
            case '\b' -> escaped.append("\\b");
            case '\n' -> escaped.append("\\n");
            case '\t' -> escaped.append("\\t");
            case '\f' -> escaped.append("\\f");
            case '\r' -> escaped.append("\\r");
            case '\'' -> escaped.append("\\'");
            case '"' -> escaped.append("\\\"");
            case '\\' -> escaped.append("\\\\");
            case '/' -> escaped.append("\\/");
            default ->
                escaped.append("\\u")
                        .append(HEX[c >> 12 & 15])
                        .append(HEX[c >> 8 & 15])
                        .append(HEX[c >> 4 & 15])
                        .append(HEX[c & 15]);
        }
    }
}
