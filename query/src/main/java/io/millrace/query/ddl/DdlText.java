package io.millrace.query.ddl;

/** Hive's quoted texts. */
final class DdlText {

    private DdlText() {}

    /** What stands between single or double quotes, with backslashes and doubled quotes resolved. */
    static String unquote(String token) {
        char quote = token.charAt(0);
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < token.length() - 1; i++) {
            char c = token.charAt(i);
            if (c == quote) {
                i++;
                text.append(quote);
            } else if (c == '\\' && i + 1 < token.length() - 1) {
                i++;
                text.append(escaped(token.charAt(i)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The text as a literal between single quotes that {@link #unquote} gives back. */
    static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    /** An identifier between back-ticks. */
    static String backquote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> c;
        };
    }
}
