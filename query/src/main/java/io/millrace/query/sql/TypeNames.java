package io.millrace.query.sql;

import io.millrace.query.sql.SqlType.Kind;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.NumericParameter;
import java.util.List;
import java.util.Locale;

/** Types as CAST names them. */
final class TypeNames {

    private TypeNames() {}

    static SqlType of(DataType type) {
        return switch (type) {
            case GenericDataType generic -> of(generic);
            case DateTimeDataType time
            when time.getType() == DateTimeDataType.Type.TIMESTAMP ->
                time.isWithTimeZone() ? SqlType.TIMESTAMP_TZ : SqlType.TIMESTAMP;
            default -> throw SqlError.unsupported(type, "The type " + type);
        };
    }

    private static SqlType of(GenericDataType type) {
        String name = type.getName().getValue().toLowerCase(Locale.ROOT);
        List<Integer> numbers =
                type.getArguments().stream().map(TypeNames::number).toList();
        return switch (name) {
            case "boolean" -> SqlType.BOOLEAN;
            case "tinyint" -> SqlType.TINYINT;
            case "smallint" -> SqlType.SMALLINT;
            case "int", "integer" -> SqlType.INTEGER;
            case "bigint" -> SqlType.BIGINT;
            case "real", "float" -> SqlType.REAL;
            case "double" -> SqlType.DOUBLE;
            case "date" -> SqlType.DATE;
            case "varchar" -> {
                if (!numbers.isEmpty()) {
                    throw SqlError.unsupported(type, "A cast to varchar with a length");
                }
                yield SqlType.VARCHAR;
            }
            case "char" -> new SqlType(Kind.CHAR, numbers.isEmpty() ? 1 : numbers.getFirst(), 0);
            case "decimal" -> decimal(type, numbers);
            default -> throw SqlError.at(type, "TYPE_NOT_FOUND", "Unknown type: " + name);
        };
    }

    private static SqlType decimal(GenericDataType type, List<Integer> numbers) {
        int precision = numbers.isEmpty() ? 38 : numbers.getFirst();
        int scale = numbers.size() < 2 ? 0 : numbers.get(1);
        if (precision < 1 || precision > 38 || scale > precision) {
            throw SqlError.at(
                    type,
                    "INVALID_FUNCTION_ARGUMENT",
                    "DECIMAL precision must be in range [1, 38] and not below its scale");
        }
        return SqlType.decimal(precision, scale);
    }

    private static int number(DataTypeParameter parameter) {
        if (parameter instanceof NumericParameter numeric) {
            return (int) Math.min(numeric.getParsedValue(), Integer.MAX_VALUE);
        }
        throw SqlError.unsupported(parameter, "A type with the parameter " + parameter);
    }
}
