package io.millrace.gateway.template;

import org.jspecify.annotations.Nullable;

/** The methods of a number and of a boolean. */
final class ScalarMethods {

    private ScalarMethods() {}

    static @Nullable Object call(Number number, Arguments arguments, Budget budget) {
        if (arguments.count() == 0) {
            return switch (arguments.method()) {
                case "intValue" -> number.intValue();
                case "longValue" -> number.longValue();
                case "doubleValue" -> number.doubleValue();
                case "floatValue" -> number.floatValue();
                case "toString" -> Texts.of(number, budget);
                case "hashCode" -> number.hashCode();
                default -> null;
            };
        }
        return arguments.count() == 1 ? one(number, arguments, budget) : null;
    }

    /** The static parsers are here because templates reach them through a number: {@code $zero.parseInt('12')}. */
    private static @Nullable Object one(Number number, Arguments arguments, Budget budget) {
        return switch (arguments.method()) {
            case "equals" -> Logic.same(number, arguments.any(0), budget);
            case "compareTo" -> compare(number, arguments);
            case "parseInt" -> number instanceof Integer ? Integer.valueOf(digits(arguments)) : null;
            case "parseLong" -> number instanceof Long ? Long.valueOf(digits(arguments)) : null;
            case "parseDouble" -> number instanceof Double ? Double.valueOf(digits(arguments)) : null;
            case "valueOf" -> valueOf(number, arguments);
            default -> null;
        };
    }

    static @Nullable Object call(Boolean truth, Arguments arguments, Budget budget) {
        return switch (arguments.method()) {
            case "toString" -> arguments.count() == 0 ? truth.toString() : null;
            case "booleanValue" -> arguments.count() == 0 ? truth : null;
            case "equals" -> arguments.count() == 1 ? Logic.same(truth, arguments.any(0), budget) : null;
            default -> null;
        };
    }

    private static Integer compare(Number number, Arguments arguments) {
        Number other = Numbers.of(arguments.any(0));
        if (other == null) {
            throw new TemplateFailure(TemplateFailure.Kind.TEMPLATE, "'compareTo' wants a number.");
        }
        return Numbers.compare(number, other);
    }

    private static @Nullable Object valueOf(Number number, Arguments arguments) {
        return switch (number) {
            case Integer ignored -> Integer.valueOf(digits(arguments));
            case Long ignored -> Long.valueOf(digits(arguments));
            case Double ignored -> Double.valueOf(digits(arguments));
            default -> null;
        };
    }

    private static String digits(Arguments arguments) {
        String text = arguments.text(0);
        if (text.length() > 400) {
            throw Budget.limit("a number would have more than 400 digits");
        }
        return text;
    }
}
