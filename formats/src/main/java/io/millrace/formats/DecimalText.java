package io.millrace.formats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Decimals out of hostile texts: {@code 1e-2000000000} is a short text, but writing its digits out would take all memory,
 * and a number of a million digits takes minutes to read.
 */
final class DecimalText {

    private static final int LONGEST = 400;
    private static final long FARTHEST = 1000;

    private DecimalText() {}

    static boolean isTooLong(String text) {
        return text.length() > LONGEST;
    }

    /** The number; a NumberFormatException where it is none, or too long to be one. */
    static BigDecimal parse(String text) {
        if (isTooLong(text)) {
            throw new NumberFormatException("A number of more than " + LONGEST + " characters");
        }
        return new BigDecimal(text);
    }

    /** The number with that scale; empty where it has more digits before the point than that. */
    static Optional<BigDecimal> rounded(BigDecimal value, int scale, RoundingMode mode, int wholeDigits) {
        long whole = (long) value.precision() - value.scale();
        if (value.signum() == 0 || whole < -FARTHEST) {
            return Optional.of(BigDecimal.ZERO.setScale(scale));
        }
        return whole > wholeDigits + 1L ? Optional.empty() : Optional.of(value.setScale(scale, mode));
    }

    /** Writes the number, rounded to the column's scale, or leaves null where it does not fit. */
    static void store(BigDecimal value, ColumnVector target, int row) {
        HiveType type = target.type;
        rounded(value, type.scale(), RoundingMode.HALF_UP, type.length() - type.scale())
                .filter(scaled -> scaled.precision() <= type.length())
                .ifPresent(scaled -> target.setDecimal(row, scaled));
    }
}
