package io.millrace.query.sql;

import io.millrace.formats.HiveType;
import java.util.Locale;
import java.util.Optional;

/**
 * A type of Trino's, as far as expressions have them here. Immutable.
 *
 * @param length of char; precision of decimal; else 0. Bounds of varchar are not kept: they change no answer
 * @param scale of decimal; else 0
 */
public record SqlType(Kind kind, int length, int scale) {

    public static final SqlType UNKNOWN = of(Kind.UNKNOWN);
    public static final SqlType BOOLEAN = of(Kind.BOOLEAN);
    public static final SqlType TINYINT = of(Kind.TINYINT);
    public static final SqlType SMALLINT = of(Kind.SMALLINT);
    public static final SqlType INTEGER = of(Kind.INTEGER);
    public static final SqlType BIGINT = of(Kind.BIGINT);
    public static final SqlType REAL = of(Kind.REAL);
    public static final SqlType DOUBLE = of(Kind.DOUBLE);
    public static final SqlType VARCHAR = of(Kind.VARCHAR);
    public static final SqlType DATE = of(Kind.DATE);
    public static final SqlType TIMESTAMP = of(Kind.TIMESTAMP);
    public static final SqlType TIMESTAMP_TZ = of(Kind.TIMESTAMP_TZ);
    public static final SqlType DAY_INTERVAL = of(Kind.DAY_INTERVAL);
    public static final SqlType MONTH_INTERVAL = of(Kind.MONTH_INTERVAL);

    /** What a type is, without its parameters. */
    public enum Kind {
        UNKNOWN("unknown", "\"NULL\""),
        BOOLEAN("boolean", "BOOLEAN"),
        TINYINT("tinyint", "TINYINT"),
        SMALLINT("smallint", "SMALLINT"),
        INTEGER("integer", "INTEGER"),
        BIGINT("bigint", "BIGINT"),
        REAL("real", "FLOAT"),
        DOUBLE("double", "DOUBLE"),
        DECIMAL("decimal", "DECIMAL"),
        VARCHAR("varchar", "VARCHAR"),
        CHAR("char", "VARCHAR"),
        DATE("date", "DATE"),
        TIMESTAMP("timestamp(3)", "TIMESTAMP"),
        /** An instant; every zone here is UTC. */
        TIMESTAMP_TZ("timestamp(3) with time zone", "TIMESTAMP"),
        DAY_INTERVAL("interval day to second", "INTERVAL"),
        MONTH_INTERVAL("interval year to month", "INTERVAL");

        private final String trino;
        private final String duck;

        Kind(String trino, String duck) {
            this.trino = trino;
            this.duck = duck;
        }
    }

    public static SqlType of(Kind kind) {
        return new SqlType(kind, 0, 0);
    }

    public static SqlType decimal(int precision, int scale) {
        return new SqlType(Kind.DECIMAL, precision, scale);
    }

    /** The type of a column of that Hive type. */
    public static SqlType of(HiveType type) {
        return switch (type.kind()) {
            case STRING, VARCHAR -> VARCHAR;
            case CHAR -> new SqlType(Kind.CHAR, type.length(), 0);
            case BOOLEAN -> BOOLEAN;
            case TINYINT -> TINYINT;
            case SMALLINT -> SMALLINT;
            case INT -> INTEGER;
            case BIGINT -> BIGINT;
            case FLOAT -> REAL;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> decimal(type.length(), type.scale());
            case DATE -> DATE;
            case TIMESTAMP -> TIMESTAMP;
        };
    }

    public boolean isWhole() {
        return kind == Kind.TINYINT || kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
    }

    public boolean isFloating() {
        return kind == Kind.REAL || kind == Kind.DOUBLE;
    }

    public boolean isDecimal() {
        return kind == Kind.DECIMAL;
    }

    public boolean isNumeric() {
        return isWhole() || isFloating() || isDecimal();
    }

    public boolean isText() {
        return kind == Kind.VARCHAR || kind == Kind.CHAR;
    }

    public boolean isMoment() {
        return kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_TZ;
    }

    public boolean isInterval() {
        return kind == Kind.DAY_INTERVAL || kind == Kind.MONTH_INTERVAL;
    }

    /** The type as the engine spells it. */
    public String duck() {
        return isDecimal() ? "DECIMAL(" + length + "," + scale + ")" : kind.duck;
    }

    /** The type's name in results' metadata, without parameters, as Athena gives it. */
    public String athenaName() {
        return switch (kind) {
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_TZ -> "timestamp with time zone";
            case REAL -> "float";
            default -> kind.trino;
        };
    }

    /** The type that both sides are coerced to, or empty where there is none. */
    static Optional<SqlType> common(SqlType a, SqlType b) {
        if (a.equals(b) || b.kind == Kind.UNKNOWN) {
            return Optional.of(a);
        }
        if (a.kind == Kind.UNKNOWN) {
            return Optional.of(b);
        }
        if (a.isNumeric() && b.isNumeric()) {
            return Optional.of(commonNumber(a, b));
        }
        if (a.isText() && b.isText()) {
            return Optional.of(VARCHAR);
        }
        boolean times = (a.isMoment() || a.kind == Kind.DATE) && (b.isMoment() || b.kind == Kind.DATE);
        if (times) {
            boolean zoned = a.kind == Kind.TIMESTAMP_TZ || b.kind == Kind.TIMESTAMP_TZ;
            return Optional.of(zoned ? TIMESTAMP_TZ : TIMESTAMP);
        }
        return Optional.empty();
    }

    /** Whether a value of this type is taken where the other is asked for. */
    boolean coercesTo(SqlType to) {
        return common(this, to).map(to::equals).orElse(false);
    }

    /** The decimal that holds every value of a whole-number type. */
    SqlType asDecimal() {
        return switch (kind) {
            case TINYINT -> decimal(3, 0);
            case SMALLINT -> decimal(5, 0);
            case INTEGER -> decimal(10, 0);
            case BIGINT -> decimal(19, 0);
            default -> this;
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + length + "," + scale + ")";
            case CHAR -> "char(" + length + ")";
            default -> kind.trino.toLowerCase(Locale.ROOT);
        };
    }

    private static SqlType commonNumber(SqlType a, SqlType b) {
        if (a.isWhole() && b.isWhole()) {
            return a.kind.compareTo(b.kind) >= 0 ? a : b;
        }
        if (a.isFloating() || b.isFloating()) {
            boolean real = (a.kind == Kind.REAL || !a.isFloating()) && (b.kind == Kind.REAL || !b.isFloating());
            return real ? REAL : DOUBLE;
        }
        SqlType left = a.asDecimal();
        SqlType right = b.asDecimal();
        int scale = Math.max(left.scale, right.scale);
        int whole = Math.max(left.length - left.scale, right.length - right.scale);
        return decimal(Math.min(38, whole + scale), scale);
    }
}
