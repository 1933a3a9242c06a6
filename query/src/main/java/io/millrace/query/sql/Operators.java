package io.millrace.query.sql;

import io.millrace.query.sql.SqlType.Kind;
import io.trino.sql.tree.Node;
import java.util.Optional;

/** Arithmetic and comparison with Trino's types. */
final class Operators {

    private Operators() {}

    /** {@code +}, {@code -}, {@code *}, {@code /} or {@code %}. */
    static Expr arithmetic(Node node, String operator, Expr left, Expr right) {
        SqlType a = left.type();
        SqlType b = right.type();
        if (a.isInterval() || b.isInterval() || a.isMoment() || b.isMoment() || a.kind() == Kind.DATE) {
            return temporal(node, operator, left, right);
        }
        Optional<SqlType> common = SqlType.common(a, b);
        if (common.isEmpty() || !common.get().isNumeric()) {
            throw mismatch(node, operator, a, b);
        }
        SqlType type = common.get();
        if (type.isDecimal()) {
            return decimal(operator, left, right);
        }
        String engine = operator.equals("/") && type.isWhole() ? "//" : operator;
        return Expr.of(
                type,
                "(" + Casts.coerce(left, type).sql() + " " + engine + " "
                        + Casts.coerce(right, type).sql() + ")",
                left,
                right);
    }

    static Expr comparison(Node node, String operator, Expr left, Expr right) {
        SqlType common = SqlType.common(left.type(), right.type())
                .orElseThrow(() -> mismatch(node, operator, left.type(), right.type()));
        return Expr.of(
                SqlType.BOOLEAN,
                "(" + Casts.coerce(left, common).sql() + " " + operator + " "
                        + Casts.coerce(right, common).sql() + ")",
                left,
                right);
    }

    static Expr negated(Node node, Expr value) {
        if (!value.type().isNumeric() && !value.type().isInterval()) {
            throw SqlError.at(node, "TYPE_MISMATCH", "Cannot negate " + value.type());
        }
        return value.withSql(value.type(), "(-" + value.sql() + ")");
    }

    /** An exact quotient, rounded half up, of decimals; the engine's own would be a double. */
    static String quotient(String a, int aScale, String b, int bScale, SqlType result) {
        int shift = result.scale() - aScale + bScale;
        String numerator =
                "(CAST(" + a + " * 1" + "0".repeat(aScale) + " AS HUGEINT) * 1" + "0".repeat(shift) + "::HUGEINT)";
        String denominator = "CAST(" + b + " * 1" + "0".repeat(bScale) + " AS HUGEINT)";
        String magnitude =
                "((2 * abs(" + numerator + ") + abs(" + denominator + ")) // (2 * abs(" + denominator + ")))";
        String sign = "CAST(sign(" + numerator + ") * sign(" + denominator + ") AS HUGEINT)";
        String scaled = "CAST(" + magnitude + " * " + sign + " AS DECIMAL(38,0))";
        String unit = result.scale() == 0 ? "1" : "0." + "0".repeat(result.scale() - 1) + "1";
        return "CAST(CAST(" + scaled + " AS DECIMAL(" + (38 - result.scale()) + ",0)) * " + unit + " AS "
                + result.duck() + ")";
    }

    private static Expr decimal(String operator, Expr left, Expr right) {
        SqlType a = left.type().asDecimal();
        SqlType b = right.type().asDecimal();
        String x = Casts.coerce(left, a).sql();
        String y = Casts.coerce(right, b).sql();
        int scale = Math.max(a.scale(), b.scale());
        return switch (operator) {
            case "+", "-" -> {
                int whole = Math.max(a.length() - a.scale(), b.length() - b.scale());
                SqlType type = SqlType.decimal(Math.min(38, whole + scale + 1), scale);
                yield Expr.of(
                        type,
                        "(CAST(" + x + " AS " + type.duck() + ") " + operator + " CAST(" + y + " AS " + type.duck()
                                + "))",
                        left,
                        right);
            }
            case "*" -> {
                SqlType type =
                        SqlType.decimal(Math.min(38, a.length() + b.length()), Math.min(38, a.scale() + b.scale()));
                yield Expr.of(type, "CAST((" + x + " * " + y + ") AS " + type.duck() + ")", left, right);
            }
            case "/" -> {
                int precision = Math.min(38, a.length() + b.scale() + Math.max(b.scale() - a.scale(), 0));
                SqlType type = SqlType.decimal(Math.max(precision, scale), scale);
                yield Expr.of(type, quotient(x, a.scale(), y, b.scale(), type), left, right);
            }
            default -> {
                int whole = Math.min(a.length() - a.scale(), b.length() - b.scale());
                SqlType type = SqlType.decimal(Math.max(1, whole + scale), scale);
                yield Expr.of(type, "CAST((" + x + " % " + y + ") AS " + type.duck() + ")", left, right);
            }
        };
    }

    private static Expr temporal(Node node, String operator, Expr left, Expr right) {
        SqlType a = left.type();
        SqlType b = right.type();
        if (operator.equals("+") && a.isInterval() && !b.isInterval()) {
            return temporal(node, operator, right, left);
        }
        boolean adds = operator.equals("+") || operator.equals("-");
        String sql = "(" + left.sql() + " " + operator + " " + right.sql() + ")";
        if (adds && b.isInterval() && a.isMoment()) {
            return Expr.of(a, sql, left, right);
        }
        if (adds && b.isInterval() && a.kind() == Kind.DATE) {
            return Expr.of(SqlType.DATE, "CAST(" + sql + " AS DATE)", left, right);
        }
        if (adds && a.isInterval() && a.equals(b)) {
            return Expr.of(a, sql, left, right);
        }
        if (operator.equals("-") && a.isMoment() && b.isMoment() && a.equals(b)) {
            return Expr.of(SqlType.DAY_INTERVAL, sql, left, right);
        }
        if (operator.equals("*") && a.isInterval() && b.isWhole()) {
            return Expr.of(a, sql, left, right);
        }
        if (operator.equals("*") && b.isInterval() && a.isWhole()) {
            return Expr.of(b, sql, left, right);
        }
        throw mismatch(node, operator, a, b);
    }

    private static SqlError mismatch(Node node, String operator, SqlType a, SqlType b) {
        return SqlError.at(node, "TYPE_MISMATCH", "Cannot apply operator: " + a + " " + operator + " " + b);
    }
}
