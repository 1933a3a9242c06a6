package io.millrace.formats;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type as Hive's DDL writes it. Immutable.
 *
 * @param length of varchar and char; precision of decimal; else 0
 * @param scale of decimal; else 0
 */
public record HiveType(Kind kind, int length, int scale) {

    private static final Pattern PARAMETERS =
            Pattern.compile("([a-z]+)\\s*\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\)");
    private static final List<String> NESTED = List.of("array", "map", "struct", "uniontype");

    /** The types that a column can have here. */
    public enum Kind {
        STRING,
        VARCHAR,
        CHAR,
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INT,
        BIGINT,
        FLOAT,
        DOUBLE,
        DECIMAL,
        DATE,
        TIMESTAMP
    }

    /** Says which type is not known or not supported here. */
    public static final class UnsupportedType extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsupportedType(String message) {
            super(message);
        }
    }

    public static HiveType of(Kind kind) {
        return new HiveType(kind, 0, 0);
    }

    /** Reads {@code string}, {@code varchar(10)}, {@code decimal(10,2)}, without regard to case. */
    public static HiveType parse(String text) {
        String type = text.strip().toLowerCase(Locale.ROOT);
        Matcher parameters = PARAMETERS.matcher(type);
        if (parameters.matches()) {
            int first = Integer.parseInt(parameters.group(2));
            String second = parameters.group(3);
            return withParameters(text, parameters.group(1), first, second == null ? -1 : Integer.parseInt(second));
        }
        return switch (type) {
            case "string" -> of(Kind.STRING);
            case "boolean" -> of(Kind.BOOLEAN);
            case "tinyint" -> of(Kind.TINYINT);
            case "smallint" -> of(Kind.SMALLINT);
            case "int", "integer" -> of(Kind.INT);
            case "bigint" -> of(Kind.BIGINT);
            case "float" -> of(Kind.FLOAT);
            case "double" -> of(Kind.DOUBLE);
            case "decimal" -> new HiveType(Kind.DECIMAL, 10, 0);
            case "date" -> of(Kind.DATE);
            case "timestamp" -> of(Kind.TIMESTAMP);
            default -> throw unsupported(text, type);
        };
    }

    public boolean isText() {
        return kind == Kind.STRING || kind == Kind.VARCHAR || kind == Kind.CHAR;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case VARCHAR, CHAR -> name + "(" + length + ")";
            case DECIMAL -> name + "(" + length + "," + scale + ")";
            case STRING, BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DATE, TIMESTAMP -> name;
        };
    }

    private static HiveType withParameters(String text, String name, int first, int second) {
        if (name.equals("decimal") && first >= 1 && first <= 38 && second <= first) {
            return new HiveType(Kind.DECIMAL, first, Math.max(second, 0));
        }
        if (name.equals("varchar") && second < 0 && first >= 1 && first <= 65_535) {
            return new HiveType(Kind.VARCHAR, first, 0);
        }
        if (name.equals("char") && second < 0 && first >= 1 && first <= 255) {
            return new HiveType(Kind.CHAR, first, 0);
        }
        throw unsupported(text, name);
    }

    private static UnsupportedType unsupported(String text, String type) {
        for (String nested : NESTED) {
            if (type.startsWith(nested)) {
                return new UnsupportedType("The type " + text
                        + " is not supported yet. Declare the column as string: the SerDe then gives its JSON text.");
            }
        }
        return new UnsupportedType("The type " + text + " is not a type that a column can have here.");
    }
}
