package io.millrace.formats;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The LazySimple SerDe: fields between a delimiter, read by position; a field that is not of its column's type is null,
 * and so is one that the line does not have. Nothing is malformed. Used by one thread.
 */
final class LazySimple implements LineDecoder {

    private static final String DEFAULT_NULL = "\\N";
    private static final int NO_ESCAPE = -1;

    private final List<Field> fields;
    private final int[] fieldAt;
    private final byte delimiter;
    private final int escape;
    private final byte[] nullText;
    private final boolean lastTakesRest;
    private final TimestampText timestamps;
    private byte[] unescaped = new byte[64];

    LazySimple(List<Field> fields, Map<String, String> properties) {
        this.fields = List.copyOf(fields);
        int last = fields.stream().mapToInt(Field::ordinal).max().orElse(-1);
        this.fieldAt = new int[last + 1];
        Arrays.fill(fieldAt, -1);
        for (int i = 0; i < fields.size(); i++) {
            fieldAt[fields.get(i).ordinal()] = i;
        }
        String format = properties.getOrDefault("serialization.format", "1");
        this.delimiter = delimiter(properties.getOrDefault("field.delim", format), (byte) 1);
        String escaping = properties.getOrDefault("escape.delim", "");
        this.escape = escaping.isEmpty() ? NO_ESCAPE : delimiter(escaping, (byte) '\\');
        this.nullText = properties
                .getOrDefault("serialization.null.format", DEFAULT_NULL)
                .getBytes(StandardCharsets.UTF_8);
        this.lastTakesRest =
                Boolean.parseBoolean(properties.getOrDefault("serialization.last.column.takes.rest", "false"));
        this.timestamps = new TimestampText(properties.getOrDefault("timestamp.formats", ""));
        String charset = properties.getOrDefault("serialization.encoding", "UTF-8");
        if (!charset.equalsIgnoreCase("UTF-8") && !charset.equalsIgnoreCase("UTF8")) {
            throw new IllegalArgumentException(
                    "serialization.encoding '" + charset + "' is not supported. Objects are read as UTF-8.");
        }
    }

    @Override
    public void decode(byte[] bytes, int from, int to, RowBatch batch) {
        int row = batch.addRow();
        int start = from;
        for (int ordinal = 0; ordinal < fieldAt.length; ordinal++) {
            boolean rest = lastTakesRest && ordinal == fieldAt.length - 1;
            int end = rest ? to : end(bytes, start, to);
            int field = fieldAt[ordinal];
            if (field >= 0) {
                store(bytes, start, end, fields.get(field).type(), batch.column(field), row);
            }
            if (end == to) {
                return;
            }
            start = end + 1;
        }
    }

    private int end(byte[] bytes, int start, int to) {
        int i = start;
        while (i < to && bytes[i] != delimiter) {
            i += bytes[i] == escape && escape != NO_ESCAPE && i + 1 < to ? 2 : 1;
        }
        return i;
    }

    private void store(byte[] bytes, int from, int to, HiveType type, ColumnVector target, int row) {
        if (Arrays.equals(bytes, from, to, nullText, 0, nullText.length)) {
            return;
        }
        if (type.isText()) {
            text(bytes, from, to, target, row);
            return;
        }
        try {
            storeParsed(new String(bytes, from, to - from, StandardCharsets.UTF_8), type, target, row);
        } catch (NumberFormatException | ArithmeticException | DateTimeException notOfTheType) {
            target.setNull(row);
        }
    }

    private void storeParsed(String text, HiveType type, ColumnVector target, int row) {
        switch (type.kind()) {
            case BOOLEAN -> {
                boolean yes = text.equalsIgnoreCase("true");
                if (yes || text.equalsIgnoreCase("false")) {
                    target.setLong(row, yes ? 1 : 0);
                }
            }
            case TINYINT, SMALLINT, INT, BIGINT -> {
                long value = text.isEmpty() ? Long.parseLong(text) : TextScalars.whole(text);
                if (TextScalars.fits(value, type.kind())) {
                    target.setLong(row, value);
                }
            }
            case FLOAT -> target.setDouble(row, (float) TextScalars.floating(text));
            case DOUBLE -> target.setDouble(row, TextScalars.floating(text));
            case DECIMAL -> DecimalText.store(DecimalText.parse(text), target, row);
            case DATE -> target.setLong(row, TimestampText.date(text));
            case TIMESTAMP -> target.setLong(row, timestamps.local(text));
            case STRING, VARCHAR, CHAR -> throw new IllegalStateException("Texts are written as they are.");
        }
    }

    private void text(byte[] bytes, int from, int to, ColumnVector target, int row) {
        if (escape == NO_ESCAPE) {
            TextScalars.text(bytes, from, to, target, row);
            return;
        }
        if (unescaped.length < to - from) {
            unescaped = new byte[(to - from) * 2];
        }
        int length = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == escape && i + 1 < to) {
                i++;
            }
            unescaped[length++] = bytes[i];
        }
        TextScalars.text(unescaped, 0, length, target, row);
    }

    /** A number of a byte, or the first character. */
    private static byte delimiter(String text, byte fallback) {
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return Byte.parseByte(text);
        } catch (NumberFormatException character) {
            if (text.charAt(0) > 0x7F) {
                throw new IllegalArgumentException("The delimiter '" + text + "' is not supported. Use one of ASCII.");
            }
            return (byte) text.charAt(0);
        }
    }
}
