package io.millrace.gateway.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods of a string. */
final class StringMethods {

    private StringMethods() {}

    static @Nullable Object call(String text, Arguments arguments, Budget budget) {
        budget.characters(text.length());
        return switch (arguments.count()) {
            case 0 -> none(text, arguments.method());
            case 1 -> one(text, arguments, budget);
            case 2 -> two(text, arguments, budget);
            default -> null;
        };
    }

    private static @Nullable Object none(String text, String name) {
        return switch (name) {
            case "length" -> text.length();
            case "isEmpty" -> text.isEmpty();
            case "isBlank" -> text.isBlank();
            case "trim" -> text.trim();
            case "strip" -> text.strip();
            case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
            case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
            case "toString", "intern" -> text;
            case "hashCode" -> text.hashCode();
            default -> null;
        };
    }

    private static @Nullable Object one(String text, Arguments arguments, Budget budget) {
        return switch (arguments.method()) {
            case "charAt" -> String.valueOf(text.charAt(arguments.integer(0)));
            case "substring" -> text.substring(arguments.integer(0));
            case "equals" -> text.equals(arguments.any(0));
            case "equalsIgnoreCase" -> arguments.any(0) instanceof String other && text.equalsIgnoreCase(other);
            case "compareTo" -> text.compareTo(arguments.text(0));
            case "compareToIgnoreCase" -> text.compareToIgnoreCase(arguments.text(0));
            case "contains" -> indexOf(text, arguments.text(0), 0, budget) >= 0;
            case "indexOf" -> indexOf(text, arguments.text(0), 0, budget);
            case "lastIndexOf" -> lastIndexOf(text, arguments.text(0), budget);
            case "startsWith" -> text.startsWith(arguments.text(0));
            case "endsWith" -> text.endsWith(arguments.text(0));
            case "concat" -> joined(text, arguments.text(0), budget);
            case "matches" -> Regex.matches(text, arguments.text(0), budget);
            case "split" -> Regex.split(text, arguments.text(0), 0, budget);
            default -> null;
        };
    }

    private static @Nullable Object two(String text, Arguments arguments, Budget budget) {
        return switch (arguments.method()) {
            case "substring" -> text.substring(arguments.integer(0), arguments.integer(1));
            case "indexOf" -> indexOf(text, arguments.text(0), arguments.integer(1), budget);
            case "startsWith" -> text.startsWith(arguments.text(0), arguments.integer(1));
            case "replace" -> replace(text, arguments.text(0), arguments.text(1), budget);
            case "replaceAll" -> Regex.replaceAll(text, arguments.text(0), arguments.text(1), budget);
            case "replaceFirst" -> Regex.replaceFirst(text, arguments.text(0), arguments.text(1), budget);
            case "split" -> Regex.split(text, arguments.text(0), arguments.integer(1), budget);
            default -> null;
        };
    }

    static String joined(String left, String right, Budget budget) {
        budget.newText((long) left.length() + right.length());
        return left.concat(right);
    }

    /** Searching a long text for a long one may look at each character many times. */
    private static int indexOf(String text, String wanted, int from, Budget budget) {
        budget.characters(searchCost(text, wanted));
        return text.indexOf(wanted, from);
    }

    private static int lastIndexOf(String text, String wanted, Budget budget) {
        budget.characters(searchCost(text, wanted));
        return text.lastIndexOf(wanted);
    }

    private static String replace(String text, String wanted, String by, Budget budget) {
        if (wanted.length() == 1 && by.isEmpty()) {
            return without(text, wanted.charAt(0));
        }
        budget.characters(searchCost(text, wanted));
        long growth = (long) by.length() - wanted.length();
        if (growth > 0) {
            long most = wanted.isEmpty() ? text.length() + 1L : text.length() / wanted.length();
            if (text.length() + most * growth > Budget.MAX_TEXT) {
                budget.newText(text.length() + count(text, wanted) * growth);
            }
        }
        String replaced = text.replace(wanted, by);
        budget.characters(replaced.length());
        return replaced;
    }

    private static long searchCost(String text, String wanted) {
        return wanted.length() <= 64 ? text.length() : (long) text.length() * (wanted.length() / 64);
    }

    private static long count(String text, String wanted) {
        if (wanted.isEmpty()) {
            return text.length() + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            count++;
        }
        return count;
    }

    /** What {@code .replace('\','')} does in most templates, in one pass. */
    private static String without(String text, char unwanted) {
        int at = text.indexOf(unwanted);
        if (at < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            kept.append(text, from, at);
            from = at + 1;
            at = text.indexOf(unwanted, from);
        }
        return kept.append(text, from, text.length()).toString();
    }
}
