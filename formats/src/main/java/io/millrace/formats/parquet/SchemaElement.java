package io.millrace.formats.parquet;

import io.millrace.formats.HiveType;

/** What the footer says of a column. */
final class SchemaElement {
    private static final int OPTIONAL = 1;

    private SchemaElement() {}

    static void write(ParquetForm.Column column, ThriftStruct element) {
        HiveType type = column.type();
        PhysicalType physical = PhysicalType.of(type);
        element.i32(1, physical.code);
        if (physical == PhysicalType.FIXED_LEN_BYTE_ARRAY) {
            element.i32(2, PhysicalType.decimalBytes(type));
        }
        element.i32(3, OPTIONAL).text(4, column.name());
        switch (type.kind()) {
            case STRING, VARCHAR, CHAR -> {
                ThriftStruct logical = element.i32(6, 0).struct(10);
                logical.struct(1).end();
                logical.end();
            }
            case TINYINT -> element.i32(6, 15);
            case SMALLINT -> element.i32(6, 16);
            case DATE -> element.i32(6, 6);
            case DECIMAL -> element.i32(6, 5).i32(7, type.scale()).i32(8, type.length());
            case TIMESTAMP -> {
                ThriftStruct logical = element.struct(10);
                ThriftStruct timestamp = logical.struct(8).bool(1, false);
                ThriftStruct unit = timestamp.struct(2);
                unit.struct(2).end(); // Microseconds, of no zone.
                unit.end();
                timestamp.end();
                logical.end();
            }
            default -> {}
        }
        element.end();
    }
}
