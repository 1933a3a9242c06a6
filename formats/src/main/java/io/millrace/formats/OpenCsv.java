package io.millrace.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenCSV SerDe: fields by position, quoted and escaped as the library's parser had it. Texts are taken as they are;
 * dates are days and timestamps milliseconds since 1970; what is not of its column's type fails the row, also an empty
 * field, unless {@code use.null.for.invalid.data} is set. Used by one thread.
 */
final class OpenCsv implements LineDecoder {

    private static final String WAY_OUT = "Declare the column as string and use CAST or TRY_CAST in the query, or set"
            + " 'use.null.for.invalid.data' = 'true' in TBLPROPERTIES.";

    private final List<Field> fields;
    private final char separator;
    private final char quote;
    private final char escape;
    private final boolean nullForInvalid;
    private final @Nullable String[] values;
    private final StringBuilder value = new StringBuilder();

    OpenCsv(List<Field> fields, Map<String, String> properties) {
        this.fields = List.copyOf(fields);
        this.separator = character(properties, "separatorChar", ',');
        this.quote = character(properties, "quoteChar", '"');
        this.escape = character(properties, "escapeChar", '\\');
        if (separator == quote || separator == escape || separator == 0) {
            throw new IllegalArgumentException(
                    "separatorChar must be another character than quoteChar and escapeChar.");
        }
        this.nullForInvalid = Boolean.parseBoolean(properties.getOrDefault("use.null.for.invalid.data", "false"));
        this.values = new String[fields.stream().mapToInt(Field::ordinal).max().orElse(-1) + 1];
    }

    @Override
    public void decode(byte[] bytes, int from, int to, RowBatch batch) throws MalformedRow {
        Arrays.fill(values, null);
        if (to > from) {
            split(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        int row = batch.addRow();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String text = values[field.ordinal()];
            if (text != null) {
                try {
                    store(text, field.type(), batch.column(i), row);
                } catch (NumberFormatException | ArithmeticException notOfTheType) {
                    if (!nullForInvalid) {
                        batch.dropRow();
                        throw invalid(text, field);
                    }
                    batch.column(i).setNull(row);
                }
            }
        }
    }

    private static void store(String text, HiveType type, ColumnVector target, int row) {
        switch (type.kind()) {
            case STRING, VARCHAR, CHAR -> TextScalars.text(text, target, row);
            case BOOLEAN -> target.setLong(row, bool(text) ? 1 : 0);
            case TINYINT, SMALLINT, INT, BIGINT -> {
                long value = Long.parseLong(text);
                if (!TextScalars.fits(value, type.kind())) {
                    throw new NumberFormatException("out of range");
                }
                target.setLong(row, value);
            }
            case FLOAT -> target.setDouble(row, (float) TextScalars.floating(text));
            case DOUBLE -> target.setDouble(row, TextScalars.floating(text));
            case DECIMAL -> DecimalText.store(DecimalText.parse(text), target, row);
            case DATE -> target.setLong(row, Integer.parseInt(text));
            case TIMESTAMP -> target.setLong(row, Math.multiplyExact(Long.parseLong(text), 1000L));
        }
    }

    private static boolean bool(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new NumberFormatException("not a boolean");
    }

    private static MalformedRow invalid(String text, Field field) {
        String shown = TextScalars.shown(text);
        return new MalformedRow(
                "HIVE_BAD_DATA",
                "Error parsing field value '" + shown + "' for field " + field.ordinal() + " (" + field.name() + " "
                        + field.type() + "): For input string: \"" + shown + "\"",
                WAY_OUT);
    }

    /** Splits as the library's parser does, with its ways: a quote within a field is kept, an unclosed field is lost. */
    private void split(String line) {
        value.setLength(0);
        int column = 0;
        boolean quoted = false;
        boolean within = false;
        for (int at = 0; at < line.length() && column < values.length; at++) {
            char c = line.charAt(at);
            int next = at + 1 < line.length() ? line.charAt(at + 1) : -1;
            boolean special = next == quote || next == escape;
            if (c == escape) {
                if ((quoted || within) && special) {
                    value.append((char) next);
                    at++;
                }
            } else if (c == quote) {
                if ((quoted || within) && next == quote) {
                    value.append(quote);
                    at++;
                } else {
                    strayQuote(line, at, next);
                    quoted = !quoted;
                }
                within = !within;
            } else if (c == separator && !quoted) {
                values[column++] = value.toString();
                value.setLength(0);
                within = false;
            } else {
                value.append(c);
                within = true;
            }
        }
        if (column < values.length && !quoted) {
            values[column] = value.toString();
        }
    }

    /** A quote in the middle of a field is a part of it, unless only spaces stand before it. */
    private void strayQuote(String line, int at, int next) {
        if (at > 2 && line.charAt(at - 1) != separator && next >= 0 && next != separator) {
            if (!value.isEmpty() && isBlank()) {
                value.setLength(0);
            } else {
                value.append(quote);
            }
        }
    }

    /** Ends at the first character that is none, so that a line of quotes takes no time in its square. */
    private boolean isBlank() {
        for (int i = 0; i < value.length(); i++) {
            if (!Character.isWhitespace(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char character(Map<String, String> properties, String name, char fallback) {
        String text = properties.getOrDefault(name, "");
        return text.isEmpty() ? fallback : text.charAt(0);
    }
}
