package io.millrace.catalog.filter;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** How the values of a partition column compare. */
enum KeyType {
    TEXT,
    NUMBER,
    /** Dates and timestamps, whose usual texts compare as the moments do. */
    MOMENT;

    static KeyType of(String column, String type) {
        String name =
                type.toLowerCase(Locale.ROOT).replaceFirst("\\s*\\(.*", "").strip();
        return switch (name) {
            case "string", "varchar", "char" -> TEXT;
            case "tinyint", "smallint", "int", "integer", "bigint", "long", "decimal" -> NUMBER;
            case "date", "timestamp" -> MOMENT;
            default ->
                throw new FilterError("The partition column " + column + " is of type " + type
                        + ", by which partitions cannot be filtered. It can be string, date, timestamp, tinyint,"
                        + " smallint, int, bigint, long or decimal.");
        };
    }

    /** The order of two values; empty where one of them is none of the type. */
    Optional<Integer> compare(String a, String b) {
        if (this != NUMBER) {
            return Optional.of(a.compareTo(b));
        }
        try {
            return Optional.of(number(a).compareTo(number(b)));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** A number whose exponent would make arithmetic endless is none. */
    private static BigDecimal number(String text) {
        if (text.length() > 80 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw new NumberFormatException("not a plain number");
        }
        return new BigDecimal(text);
    }
}
