package io.millrace.insight.visual;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one place where names and values become SQL text. */
public final class SqlText {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private SqlText() {}

    /** A quoted identifier. */
    public static String name(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A name may be neither empty nor hold the character NUL.");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string literal. Backslashes mean nothing in it. */
    public static String string(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A value may not hold the character NUL.");
        }
        return '\'' + value.replace("'", "''") + '\'';
    }

    static String number(BigDecimal value) {
        if (Math.abs((long) value.scale()) > 400 || value.precision() > 400) {
            throw new IllegalArgumentException("The number " + value + " is out of range.");
        }
        String text = value.toPlainString();
        return value.signum() < 0 ? "(" + text + ")" : text;
    }

    static String timestamp(LocalDateTime value) {
        return "TIMESTAMP '" + TIMESTAMP.format(value) + "'";
    }

    /** A pattern for LIKE in which the value's own wildcards mean themselves. */
    static String like(String before, String value, String after) {
        String escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return string(before + escaped + after) + " ESCAPE '\\'";
    }
}
