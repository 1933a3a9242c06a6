package io.millrace.gateway.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.BinaryOperator;
import org.apache.velocity.runtime.parser.node.MathUtils;
import org.jspecify.annotations.Nullable;

/** Velocity's arithmetic, on numbers that cannot grow without end. */
final class Numbers {

    private static final int MAX_DIGITS = 400;
    private static final int MAX_BITS = 1_300;

    private Numbers() {}

    /** The value as a number where it is one, or text that reads as one; null otherwise. */
    static @Nullable Number of(@Nullable Object value) {
        if (value instanceof Number number) {
            return bounded(number);
        }
        if (!(value instanceof String text) || text.isEmpty() || text.length() > MAX_DIGITS) {
            return null;
        }
        try {
            return bounded(new BigDecimal(text));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** Null where a side is no number, as in Velocity. */
    static @Nullable Number calculate(@Nullable Object left, @Nullable Object right, BinaryOperator<Number> operation) {
        Number a = of(left);
        Number b = of(right);
        if (a == null || b == null) {
            return null;
        }
        try {
            return bounded(operation.apply(a, b));
        } catch (ArithmeticException impossible) {
            throw new TemplateFailure(TemplateFailure.Kind.TEMPLATE, String.valueOf(impossible.getMessage()));
        }
    }

    /** Division and remainder: null by zero. */
    static @Nullable Number divide(@Nullable Object left, @Nullable Object right, BinaryOperator<Number> operation) {
        Number divisor = of(right);
        return divisor == null || MathUtils.isZero(divisor) ? null : calculate(left, divisor, operation);
    }

    static @Nullable Number negate(@Nullable Object value) {
        Number number = of(value);
        return number == null ? null : MathUtils.negate(number);
    }

    static int compare(Number left, Number right) {
        return MathUtils.compare(left, right);
    }

    static boolean isZero(Number number) {
        return MathUtils.isZero(number);
    }

    static String text(Number number) {
        return bounded(number).toString();
    }

    private static Number bounded(Number number) {
        boolean fits = switch (number) {
            case BigInteger big -> big.bitLength() <= MAX_BITS;
            case BigDecimal big ->
                Math.abs((long) big.scale()) <= MAX_DIGITS
                        && big.unscaledValue().bitLength() <= MAX_BITS;
            default -> true;
        };
        if (!fits) {
            throw Budget.limit("a number would have more than " + MAX_DIGITS + " digits");
        }
        return number;
    }
}
