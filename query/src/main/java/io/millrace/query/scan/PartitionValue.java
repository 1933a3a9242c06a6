package io.millrace.query.scan;

import io.millrace.catalog.Column;
import io.millrace.formats.HiveType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** What a registered partition's value can be. */
public final class PartitionValue {

    /** As Hive writes null in the name of a partition. */
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private PartitionValue() {}

    /** Why the value cannot be one of the column's, or empty where it can. */
    public static Optional<String> problem(Column column, String value) {
        HiveType type = HiveType.parse(column.type());
        if (value.equals(NULL) || type.isText()) {
            return Optional.empty();
        }
        try {
            switch (type.kind()) {
                case TINYINT -> Byte.parseByte(value);
                case SMALLINT -> Short.parseShort(value);
                case INT -> Integer.parseInt(value);
                case BIGINT -> Long.parseLong(value);
                case DATE -> LocalDate.parse(value);
                default -> {
                    return Optional.of("NOT_SUPPORTED: The partition column " + column.name() + " is of type " + type
                            + ". It can be a text, a whole number or a date.");
                }
            }
            return Optional.empty();
        } catch (NumberFormatException | DateTimeException wrong) {
            return Optional.of("HIVE_INVALID_PARTITION_VALUE: Invalid partition value '" + value + "' for " + type
                    + " partition key: " + column.name());
        }
    }
}
