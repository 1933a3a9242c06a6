package io.millrace.insight.data;

import io.millrace.insight.visual.ColumnType;
import io.millrace.insight.visual.DataColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** An engine's row as the values that a data set's columns declare. */
final class TypedRow {

    private TypedRow() {}

    /** The values as String, Long, Double, LocalDateTime or Boolean; empty where one does not fit its column. */
    static List<@Nullable Object> of(List<DataColumn> columns, List<@Nullable Object> row) {
        List<@Nullable Object> typed = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            if (value == null) {
                typed.add(null);
                continue;
            }
            try {
                typed.add(value(columns.get(i).type(), value));
            } catch (ArithmeticException | NumberFormatException | DateTimeException unfit) {
                return List.of();
            }
        }
        return typed;
    }

    private static Object value(ColumnType type, Object value) {
        return switch (type) {
            case STRING -> value.toString();
            case INTEGER -> whole(value);
            case DECIMAL ->
                value instanceof Number number
                        ? number.doubleValue()
                        : decimal(value).doubleValue();
            case DATETIME -> time(value);
            case BOOLEAN -> bool(value);
        };
    }

    private static Long whole(Object value) {
        return switch (value) {
            case Long number -> number;
            case Integer number -> number.longValue();
            case BigInteger number -> number.longValueExact();
            default -> decimal(value).longValueExact();
        };
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof BigDecimal number
                ? number
                : new BigDecimal(value.toString().strip());
    }

    private static LocalDateTime time(Object value) {
        return switch (value) {
            case LocalDateTime time -> time;
            case LocalDate date -> date.atStartOfDay();
            case Timestamp time -> time.toLocalDateTime();
            case Instant time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC);
            case OffsetDateTime time -> LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
            case ZonedDateTime time -> LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
            default -> LocalDateTime.parse(value.toString().strip().replace(' ', 'T'));
        };
    }

    private static Boolean bool(Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        return switch (value.toString()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            case String other -> throw new NumberFormatException(other);
        };
    }

    static void append(DuckDBAppender appender, List<@Nullable Object> typed) throws SQLException {
        appender.beginRow();
        for (Object value : typed) {
            switch (value) {
                case null -> appender.appendNull();
                case Long number -> appender.append(number.longValue());
                case Double number -> appender.append(number.doubleValue());
                case Boolean bool -> appender.append(bool.booleanValue());
                case LocalDateTime time -> appender.append(time);
                default -> appender.append(value.toString());
            }
        }
        appender.endRow();
    }
}
