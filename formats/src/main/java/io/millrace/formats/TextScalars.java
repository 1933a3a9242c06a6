package io.millrace.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes plain texts into columns of Hive's types, as far as SerDes agree on it. Used by one thread. */
final class TextScalars {

    private TextScalars() {}

    /** A text, cut to the length of varchar and char; bytes that are no UTF-8 become replacement characters. */
    static void text(byte[] bytes, int from, int to, ColumnVector target, int row) {
        boolean ascii = true;
        for (int i = from; i < to && ascii; i++) {
            ascii = bytes[i] >= 0;
        }
        boolean whole = target.type.kind() == HiveType.Kind.STRING;
        if (whole && ascii) {
            target.setBytes(row, Arrays.copyOfRange(bytes, from, to));
        } else {
            text(new String(bytes, from, to - from, StandardCharsets.UTF_8), target, row);
        }
    }

    static void text(String text, ColumnVector target, int row) {
        String cut = text;
        int length = target.type.length();
        if (length > 0 && text.codePointCount(0, text.length()) > length) {
            cut = text.substring(0, text.offsetByCodePoints(0, length));
        }
        if (target.type.kind() == HiveType.Kind.CHAR) {
            cut = cut.replaceFirst(" +$", "");
        }
        target.setBytes(row, cut.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole number with an optional sign; digits behind a point are checked and left out, as Hive does. */
    static long whole(String text) {
        if (DecimalText.isTooLong(text)) {
            throw new NumberFormatException("too long");
        }
        int point = text.indexOf('.');
        String number = point < 0 ? text : text.substring(0, point);
        if (point >= 0 && !isDigits(text, point + 1)) {
            throw new NumberFormatException("For input string: \"" + text + "\"");
        }
        boolean signed = !number.isEmpty() && (number.charAt(0) == '-' || number.charAt(0) == '+');
        if (!isDigits(number, signed ? 1 : 0)) {
            throw new NumberFormatException("For input string: \"" + text + "\"");
        }
        return Long.parseLong(number);
    }

    static boolean fits(long value, HiveType.Kind kind) {
        return switch (kind) {
            case TINYINT -> value == (byte) value;
            case SMALLINT -> value == (short) value;
            case INT -> value == (int) value;
            default -> true;
        };
    }

    /** Java's floating point, without its suffixes and without hexadecimal. */
    static double floating(String text) {
        if (DecimalText.isTooLong(text) || text.isEmpty() || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0) {
            throw new NumberFormatException("For input string: \"" + shown(text) + "\"");
        }
        return Double.parseDouble(text);
    }

    /** The text as a message can hold it. */
    static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
