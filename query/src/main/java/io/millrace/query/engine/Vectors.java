package io.millrace.query.engine;

import io.millrace.formats.ColumnVector;
import io.millrace.formats.HiveType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.duckdb.DuckDBWritableVector;

/** Copies decoded columns into the engine's vectors. */
final class Vectors {

    /** As Hive writes null in the name of a partition. */
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private static final long MICROS = 1_000_000L;

    private Vectors() {}

    static void writeFalse(DuckDBWritableVector target, int rows) {
        for (int row = 0; row < rows; row++) {
            target.setBoolean(row, false);
        }
    }

    static void write(ColumnVector source, DuckDBWritableVector target, int rows) {
        if (source.type.isText()) {
            writeText(source, target, rows);
            return;
        }
        for (int row = 0; row < rows; row++) {
            if (source.nulls[row]) {
                target.setNull(row);
            } else {
                writeValue(source, target, row);
            }
        }
    }

    private static void writeText(ColumnVector source, DuckDBWritableVector target, int rows) {
        byte[][] texts = rows == source.bytes.length ? source.bytes : Arrays.copyOf(source.bytes, rows);
        target.setStringUtf8Batch(0, texts);
        for (int row = 0; row < rows; row++) {
            if (source.nulls[row]) {
                target.setNull(row);
            }
        }
    }

    private static void writeValue(ColumnVector source, DuckDBWritableVector target, int row) {
        switch (source.type.kind()) {
            case BOOLEAN -> target.setBoolean(row, source.longs[row] != 0);
            case TINYINT -> target.setByte(row, (byte) source.longs[row]);
            case SMALLINT -> target.setShort(row, (short) source.longs[row]);
            case INT -> target.setInt(row, (int) source.longs[row]);
            case BIGINT -> target.setLong(row, source.longs[row]);
            case FLOAT -> target.setFloat(row, (float) source.doubles[row]);
            case DOUBLE -> target.setDouble(row, source.doubles[row]);
            case DECIMAL -> target.setBigDecimal(row, source.decimals[row]);
            case DATE -> target.setDate(row, LocalDate.ofEpochDay(source.longs[row]));
            case TIMESTAMP -> target.setTimestamp(row, timestamp(source.longs[row]));
            case STRING, VARCHAR, CHAR -> throw new IllegalStateException("Texts are written together.");
        }
    }

    /** A partition's value, as the key writes it, for a stretch of rows. */
    static void writeConstant(HiveType type, String value, DuckDBWritableVector target, int from, int to) {
        if (value.equals(NO_VALUE)) {
            for (int row = from; row < to; row++) {
                target.setNull(row);
            }
            return;
        }
        if (type.isText()) {
            byte[][] texts = new byte[to - from][];
            Arrays.fill(texts, value.getBytes(StandardCharsets.UTF_8));
            target.setStringUtf8Batch(from, texts);
            return;
        }
        for (int row = from; row < to; row++) {
            switch (type.kind()) {
                case TINYINT -> target.setByte(row, Byte.parseByte(value));
                case SMALLINT -> target.setShort(row, Short.parseShort(value));
                case INT -> target.setInt(row, Integer.parseInt(value));
                case BIGINT -> target.setLong(row, Long.parseLong(value));
                case DATE -> target.setDate(row, LocalDate.parse(value));
                default -> throw new IllegalStateException("A partition column cannot be of type " + type + ".");
            }
        }
    }

    private static LocalDateTime timestamp(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }
}
