package io.millrace.gateway.template;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is true and what is equal, as in Velocity, within the budget. */
final class Logic {

    private Logic() {}

    /** Null, false, zero and what is empty are false. */
    static boolean truth(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Number number -> !Numbers.isZero(number);
            case Map<?, ?> map -> !map.isEmpty();
            case Collection<?> items -> !items.isEmpty();
            default -> true;
        };
    }

    static boolean equal(@Nullable Object left, @Nullable Object right, Budget budget) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left instanceof String a && right instanceof String b) {
            return equalText(a, b, budget);
        }
        Number a = Numbers.of(left);
        Number b = Numbers.of(right);
        if (a != null && b != null) {
            return Numbers.compare(a, b) == 0;
        }
        if (sameKind(left, right)) {
            return same(left, right, budget);
        }
        return equalText(Texts.of(left, budget), Texts.of(right, budget), budget);
    }

    private static boolean sameKind(Object left, Object right) {
        return left.getClass() == right.getClass()
                || (left instanceof List<?> && right instanceof List<?>)
                || (left instanceof Map<?, ?> && right instanceof Map<?, ?>);
    }

    /** Java's {@code equals}, counted. */
    static boolean same(@Nullable Object left, @Nullable Object right, Budget budget) {
        budget.turn();
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (left instanceof String a && right instanceof String b) {
            return equalText(a, b, budget);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return sameItems(a, b, budget);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return sameEntries(a, b, budget);
        }
        boolean simple = left instanceof Number || left instanceof Boolean;
        return simple && left.equals(right);
    }

    private static boolean sameItems(List<?> left, List<?> right, Budget budget) {
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            if (!others.hasNext() || !same(item, others.next(), budget)) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private static boolean sameEntries(Map<?, ?> left, Map<?, ?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (!same(entry.getValue(), right.get(entry.getKey()), budget)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalText(String left, String right, Budget budget) {
        budget.characters(Math.min(left.length(), right.length()));
        return left.equals(right);
    }

    /** Less than zero, zero, more; null where a side is no number: then every comparison is false. */
    static @Nullable Integer order(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String && right instanceof String) {
            return null;
        }
        Number a = Numbers.of(left);
        Number b = Numbers.of(right);
        return a == null || b == null ? null : Integer.valueOf(Numbers.compare(a, b));
    }
}
