package io.millrace.query.sql;

import io.millrace.query.sql.SqlType.Kind;
import io.trino.sql.tree.Node;
import java.util.Locale;

/** Conversions between types: those that Trino makes by itself, and CAST with Trino's rules where the engine's differ. */
final class Casts {

    private Casts() {}

    /** A value that {@link SqlType#coercesTo} the type. */
    static Expr coerce(Expr value, SqlType to) {
        if (value.type().equals(to)
                || (value.type().duck().equals(to.duck()) && !value.type().isText())) {
            return value.as(to);
        }
        if (value.type().isText() && to.isText()) {
            return value.type().kind() == Kind.CHAR ? padded(value).as(to) : value.as(to);
        }
        return value.withSql(to, "CAST(" + value.sql() + " AS " + to.duck() + ")");
    }

    /** CAST, or with {@code safe} TRY_CAST. */
    static Expr cast(Node node, Expr value, SqlType to, boolean safe) {
        SqlType from = value.type();
        if (from.equals(to) || from.kind() == Kind.UNKNOWN) {
            return coerce(value, to);
        }
        Expr result = strict(node, value, to, safe);
        return safe ? result.withSql(to, "TRY(" + result.sql() + ")") : result;
    }

    private static Expr strict(Node node, Expr value, SqlType to, boolean safe) {
        SqlType from = value.type();
        String x = value.sql();
        if (from.isText() && to.kind() == Kind.CHAR) {
            return value.withSql(to, "rtrim(left(" + x + ", " + to.length() + "), ' ')");
        }
        if (from.isText()) {
            return value.withSql(
                    to, fromText(node, from.kind() == Kind.CHAR ? padded(value).sql() : x, to, safe));
        }
        if (to.isText()) {
            return value.withSql(to, toText(node, value));
        }
        if (from.isNumeric() && to.isNumeric()) {
            boolean rounds = from.isFloating() && !to.isFloating();
            return value.withSql(
                    to, "CAST(" + (rounds && to.isWhole() ? "round(" + x + ")" : x) + " AS " + to.duck() + ")");
        }
        if (from.isNumeric() && to.kind() == Kind.BOOLEAN) {
            return value.withSql(to, "(" + x + " <> 0)");
        }
        if (from.kind() == Kind.BOOLEAN && to.isNumeric()) {
            return value.withSql(to, "CAST(" + x + " AS " + to.duck() + ")");
        }
        boolean times = (from.kind() == Kind.DATE || from.isMoment()) && (to.kind() == Kind.DATE || to.isMoment());
        if (times) {
            return value.withSql(to, "CAST(" + x + " AS " + to.duck() + ")");
        }
        throw SqlError.at(node, "TYPE_MISMATCH", "Cannot cast " + from + " to " + to);
    }

    private static String fromText(Node node, String x, SqlType to, boolean safe) {
        String fail = safe ? "NULL" : failure(x, to);
        return switch (to.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                "CASE WHEN regexp_full_match(" + x + ", '[+-]?[0-9]+') THEN CAST(" + x + " AS " + to.duck() + ") WHEN "
                        + x + " IS NULL THEN NULL ELSE " + fail + " END";
            case REAL, DOUBLE, DECIMAL -> "CAST(" + x + " AS " + to.duck() + ")";
            case BOOLEAN ->
                "CASE WHEN lower(" + x + ") IN ('t', 'true', '1') THEN true WHEN lower(" + x
                        + ") IN ('f', 'false', '0') THEN false WHEN " + x + " IS NULL THEN NULL ELSE " + fail + " END";
            case DATE ->
                "CASE WHEN regexp_full_match(trim(" + x + "), '[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}') THEN CAST(trim(" + x
                        + ") AS DATE) WHEN " + x + " IS NULL THEN NULL ELSE " + fail + " END";
            case TIMESTAMP ->
                "CASE WHEN regexp_full_match(" + x
                        + ", '[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]+)?)?)?')"
                        + " THEN " + timestamp(x) + " WHEN " + x + " IS NULL THEN NULL ELSE " + fail + " END";
            default -> throw SqlError.at(node, "TYPE_MISMATCH", "Cannot cast varchar to " + to);
        };
    }

    /** To milliseconds, as timestamp(3) holds them; the engine's own cast would want seconds. */
    private static String timestamp(String x) {
        return "CAST(CASE WHEN length(" + x + ") - length(replace(" + x + ", ':', '')) = 1 THEN " + x
                + " || ':00' ELSE " + x + " END AS TIMESTAMP)";
    }

    private static String failure(String x, SqlType to) {
        String name = to.kind() == Kind.INTEGER ? "INT" : to.toString().toUpperCase(Locale.ROOT);
        return "error('INVALID_CAST_ARGUMENT: Cannot cast ''' || " + x + " || ''' to " + name + "')";
    }

    private static String toText(Node node, Expr value) {
        String x = value.sql();
        return switch (value.type().kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DATE -> "CAST(" + x + " AS VARCHAR)";
            case TIMESTAMP -> "strftime(" + x + ", '%Y-%m-%d %H:%M:%S.%g')";
            case TIMESTAMP_TZ -> "strftime(" + x + ", '%Y-%m-%d %H:%M:%S.%g UTC')";
            case DOUBLE -> EngineFunctions.DOUBLE_TEXT + "(" + x + ")";
            case REAL -> EngineFunctions.REAL_TEXT + "(" + x + ")";
            default -> throw SqlError.at(node, "TYPE_MISMATCH", "Cannot cast " + value.type() + " to varchar");
        };
    }

    /** A char as a varchar: with the blanks that fill it. */
    private static Expr padded(Expr value) {
        return value.withSql(
                SqlType.VARCHAR, "rpad(" + value.sql() + ", " + value.type().length() + ", ' ')");
    }
}
