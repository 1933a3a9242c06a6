package io.millrace.query.sql;

import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SimpleIntervalQualifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Constants, rendered so that the engine reads exactly their value and type. */
final class Literals {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final Pattern DATE = Pattern.compile("\\d{4,6}-\\d{1,2}-\\d{1,2}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4,6}-\\d{1,2}-\\d{1,2}( \\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d{1,9})?)?)?");

    private Literals() {}

    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static Expr text(Node node, String value) {
        if (value.indexOf('\0') >= 0) {
            throw SqlError.unsupported(node, "A text literal with the character U+0000");
        }
        return Expr.constant(SqlType.VARCHAR, quote(value));
    }

    static Expr whole(LongLiteral literal) {
        long value = literal.getParsedValue();
        SqlType type = value == (int) value ? SqlType.INTEGER : SqlType.BIGINT;
        return Expr.constant(type, value + "::" + type.duck());
    }

    static Expr floating(double value) {
        return Expr.constant(SqlType.DOUBLE, "'" + value + "'::DOUBLE");
    }

    static Expr decimal(DecimalLiteral literal) {
        BigDecimal value = new BigDecimal(literal.getValue());
        int scale = Math.max(value.scale(), 0);
        int precision = Math.max(value.setScale(scale).precision(), scale);
        if (precision > 38) {
            throw SqlError.at(
                    literal, "INVALID_LITERAL", "'" + literal.getValue() + "' is not a valid decimal literal");
        }
        SqlType type = SqlType.decimal(Math.max(1, precision), scale);
        return Expr.constant(type, "'" + value.toPlainString() + "'::" + type.duck());
    }

    /** An instant, to the millisecond. */
    static String instant(Instant moment) {
        return "TIMESTAMP '" + TIMESTAMP.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)) + "'";
    }

    /** {@code DATE '...'}, {@code TIMESTAMP '...'} and the like. */
    static Expr generic(GenericLiteral literal) {
        String value = literal.getValue().strip();
        String type = literal.getType().toLowerCase(Locale.ROOT);
        switch (type) {
            case "date" -> {
                if (DATE.matcher(value).matches()) {
                    return Expr.constant(SqlType.DATE, "CAST('" + value + "' AS DATE)");
                }
            }
            case "timestamp" -> {
                boolean zoned = value.endsWith(" UTC");
                String local = zoned ? value.substring(0, value.length() - 4) : value;
                if (MOMENT.matcher(local).matches()) {
                    return Expr.constant(
                            zoned ? SqlType.TIMESTAMP_TZ : SqlType.TIMESTAMP,
                            "CAST('" + complete(local) + "' AS TIMESTAMP)");
                }
            }
            default -> throw SqlError.unsupported(literal, "A literal of type " + type);
        }
        throw SqlError.at(
                literal, "INVALID_LITERAL", "'" + literal.getValue() + "' is not a valid " + type + " literal");
    }

    static Expr interval(IntervalLiteral literal) {
        if (!(literal.qualifier() instanceof SimpleIntervalQualifier simple)) {
            throw SqlError.unsupported(literal, "An interval of several fields");
        }
        String unit = simple.getField().name().toLowerCase(Locale.ROOT);
        if (!literal.getValue().matches("[0-9]{1,9}(\\.[0-9]{1,3})?")) {
            throw SqlError.at(
                    literal, "INVALID_LITERAL", "'" + literal.getValue() + "' is not a valid interval literal");
        }
        String sign = literal.getSign() == IntervalLiteral.Sign.NEGATIVE ? "-" : "";
        boolean months = unit.equals("year") || unit.equals("month");
        return Expr.constant(
                months ? SqlType.MONTH_INTERVAL : SqlType.DAY_INTERVAL,
                "INTERVAL '" + sign + literal.getValue() + " " + unit + "'");
    }

    private static String complete(String local) {
        long colons = local.chars().filter(c -> c == ':').count();
        return colons == 0 && local.indexOf(' ') < 0 ? local + " 00:00:00" : colons == 1 ? local + ":00" : local;
    }
}
