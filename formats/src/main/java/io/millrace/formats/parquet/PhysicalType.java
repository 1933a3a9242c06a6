package io.millrace.formats.parquet;

import io.millrace.formats.HiveType;
import java.math.BigInteger;

/** How a value stands in a page; each knows its number in the file and its width in bytes, 0 where that varies. */
enum PhysicalType {
    BOOLEAN(0, 1),
    INT32(1, 4),
    INT64(2, 8),
    FLOAT(4, 4),
    DOUBLE(5, 8),
    BYTE_ARRAY(6, 0),
    FIXED_LEN_BYTE_ARRAY(7, 0);

    final int code;
    final int width;

    PhysicalType(int code, int width) {
        this.code = code;
        this.width = width;
    }

    /** @throws IllegalArgumentException for a type that is not written */
    static PhysicalType of(HiveType type) {
        return switch (type.kind()) {
            case STRING, VARCHAR, CHAR -> BYTE_ARRAY;
            case BOOLEAN -> BOOLEAN;
            case TINYINT, SMALLINT, INT, DATE -> INT32;
            case BIGINT, TIMESTAMP -> INT64;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> FIXED_LEN_BYTE_ARRAY;
            default -> throw new IllegalArgumentException("The type " + type + " is not written to Parquet.");
        };
    }

    /** The bytes that each decimal of the type takes: as few as hold its largest. */
    static int decimalBytes(HiveType type) {
        return BigInteger.TEN.pow(type.length()).subtract(BigInteger.ONE).bitLength() / 8 + 1;
    }
}
