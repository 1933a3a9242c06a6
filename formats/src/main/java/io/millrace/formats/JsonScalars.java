package io.millrace.formats;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Coerces a JSON text to a column's type by the rules of the OpenX SerDe: what does not parse or does not fit is null.
 * Repeated short texts share one array, which halves the work of event data. Used by one thread.
 */
final class JsonScalars {

    private static final int WHOLE_DIGITS = 20;
    private static final int SHARED = 256;
    private static final int LONGEST_SHARED = 64;

    private final TimestampText timestamps;
    private final byte[][] shared = new byte[SHARED][];

    JsonScalars(TimestampText timestamps) {
        this.timestamps = timestamps;
        Arrays.fill(shared, new byte[0]);
    }

    /** Writes the token into the vector; a value that does not fit the type leaves null. */
    void store(JsonTokens tokens, ColumnVector target, int row) {
        byte[] bytes = tokens.token();
        int from = tokens.tokenFrom();
        int to = tokens.tokenTo();
        switch (target.type.kind()) {
            case STRING, VARCHAR, CHAR -> {
                if (tokens.quoted() || isPlainNumber(bytes, from, to)) {
                    storeText(bytes, from, to, target, row);
                } else {
                    storeText(JsonText.canonical(tokens.tokenText()), target, row);
                }
            }
            case BOOLEAN -> target.setLong(row, Boolean.parseBoolean(tokens.tokenText()) ? 1 : 0);
            case TINYINT, SMALLINT, INT, BIGINT -> storeWhole(tokens, target, row);
            case FLOAT, DOUBLE, DECIMAL, DATE, TIMESTAMP -> storeParsed(tokens.tokenText(), target, row);
        }
    }

    void storeText(String text, ColumnVector target, int row) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        storeText(bytes, 0, bytes.length, target, row);
    }

    /** A whole number in decimal, hexadecimal ({@code 0x1f}) or octal ({@code 017}). */
    static long wholeNumber(String text) {
        if (text.length() >= 3
                && text.charAt(0) == '0'
                && (text.charAt(1) | 0x20) == 'x'
                && Character.digit(text.charAt(2), 16) >= 0) {
            return Long.parseLong(text.substring(2), 16);
        }
        if (text.length() >= 2 && text.charAt(0) == '0' && text.charAt(1) >= '0' && text.charAt(1) <= '8') {
            return Long.parseLong(text.substring(1), 8);
        }
        return Long.parseLong(text);
    }

    private void storeText(byte[] bytes, int from, int to, ColumnVector target, int row) {
        int hash = to - from;
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            ascii &= b >= 0;
            hash = hash * 31 + b;
        }
        if (!ascii || target.type.kind() != HiveType.Kind.STRING) {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            target.setBytes(row, fitted(text, target.type).getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (to - from > LONGEST_SHARED) {
            target.setBytes(row, Arrays.copyOfRange(bytes, from, to));
            return;
        }
        int slot = (hash ^ hash >>> 15) & SHARED - 1;
        byte[] known = shared[slot];
        if (!Arrays.equals(known, 0, known.length, bytes, from, to)) {
            known = Arrays.copyOfRange(bytes, from, to);
            shared[slot] = known;
        }
        target.setBytes(row, known);
    }

    /** A varchar is cut to its length in characters; a char loses its padding besides. */
    private static String fitted(String text, HiveType type) {
        if (type.kind() == HiveType.Kind.STRING) {
            return text;
        }
        String cut = text.codePointCount(0, text.length()) <= type.length()
                ? text
                : text.substring(0, text.offsetByCodePoints(0, type.length()));
        return type.kind() == HiveType.Kind.CHAR ? cut.replaceFirst(" +$", "") : cut;
    }

    private static boolean isPlainNumber(byte[] bytes, int from, int to) {
        if (to - from > 18 || (bytes[from] == '0' && to - from > 1)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static void storeWhole(JsonTokens tokens, ColumnVector target, int row) {
        byte[] bytes = tokens.token();
        int from = tokens.tokenFrom();
        int to = tokens.tokenTo();
        long value = 0;
        if (to > from && isPlainNumber(bytes, from, to)) {
            for (int i = from; i < to; i++) {
                value = value * 10 + (bytes[i] - '0');
            }
        } else {
            try {
                value = truncated(tokens.tokenText());
            } catch (NumberFormatException | ArithmeticException bad) {
                return;
            }
        }
        if (TextScalars.fits(value, target.type.kind())) {
            target.setLong(row, value);
        }
    }

    private static long truncated(String text) {
        try {
            return wholeNumber(text);
        } catch (NumberFormatException notWhole) {
            return DecimalText.rounded(DecimalText.parse(text), 0, RoundingMode.DOWN, WHOLE_DIGITS)
                    .orElseThrow(() -> new ArithmeticException("too large"))
                    .longValueExact();
        }
    }

    private void storeParsed(String text, ColumnVector target, int row) {
        try {
            switch (target.type.kind()) {
                case FLOAT -> target.setDouble(row, Float.parseFloat(text));
                case DOUBLE -> target.setDouble(row, Double.parseDouble(text));
                case DECIMAL -> DecimalText.store(DecimalText.parse(text), target, row);
                case DATE -> target.setLong(row, days(text));
                default -> target.setLong(row, timestamps.micros(text));
            }
        } catch (NumberFormatException | ArithmeticException | DateTimeException bad) {
            target.setNull(row);
        }
    }

    private static long days(String text) {
        try {
            return TimestampText.date(text);
        } catch (DateTimeException notDate) {
            return Math.toIntExact(wholeNumber(text));
        }
    }

    /** Microseconds since 1970 of a local time, rounded to milliseconds, as Athena's timestamp(3) holds them. */
    static long micros(LocalDateTime time) {
        long millis = time.plusNanos(500_000).toInstant(ZoneOffset.UTC).toEpochMilli();
        return Math.multiplyExact(millis, 1000L);
    }
}
