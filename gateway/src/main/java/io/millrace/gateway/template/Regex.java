package io.millrace.gateway.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Java's regular expressions over a text that counts how often it is read: a pattern that backtracks without end spends
 * the budget instead of the thread.
 */
final class Regex {

    private static final int MAX_PATTERN = 2_000;

    private Regex() {}

    /** A text that charges for every character that a matcher looks at. */
    private record CountedText(String text, Budget budget) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            budget.characters(1);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            budget.newText(end - start);
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static boolean matches(String text, String pattern, Budget budget) {
        return matcher(text, pattern, budget).matches();
    }

    static String replaceAll(String text, String pattern, String by, Budget budget) {
        Matcher matcher = matcher(text, pattern, budget);
        StringBuilder replaced = new StringBuilder(text.length());
        while (matcher.find()) {
            append(matcher, by, replaced, budget);
        }
        matcher.appendTail(replaced);
        budget.newText(replaced.length());
        return replaced.toString();
    }

    static String replaceFirst(String text, String pattern, String by, Budget budget) {
        Matcher matcher = matcher(text, pattern, budget);
        StringBuilder replaced = new StringBuilder(text.length());
        if (matcher.find()) {
            append(matcher, by, replaced, budget);
        }
        matcher.appendTail(replaced);
        budget.newText(replaced.length());
        return replaced.toString();
    }

    private static void append(Matcher matcher, String by, StringBuilder replaced, Budget budget) {
        int before = replaced.length();
        // One replacement can name the same group as often as it has characters.
        long most = (long) by.length() * (matcher.end() - matcher.start() + 1L);
        if (before + most > Budget.MAX_TEXT) {
            budget.newText(before + most);
        }
        matcher.appendReplacement(replaced, by);
        budget.characters(replaced.length() - before);
        if (replaced.length() > Budget.MAX_TEXT) {
            budget.newText(replaced.length());
        }
    }

    /** As {@link String#split(String, int)}. */
    static List<String> split(String text, String pattern, int limit, Budget budget) {
        Matcher matcher = matcher(text, pattern, budget);
        List<String> parts = new ArrayList<>();
        int from = 0;
        while ((limit <= 0 || parts.size() < limit - 1) && matcher.find()) {
            budget.turn();
            if (matcher.end() == 0) {
                continue;
            }
            parts.add(text.substring(from, matcher.start()));
            from = matcher.end();
        }
        if (from == 0 && parts.isEmpty()) {
            return new ArrayList<>(List.of(text));
        }
        parts.add(text.substring(from));
        while (limit == 0 && !parts.isEmpty() && parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    private static Matcher matcher(String text, String pattern, Budget budget) {
        if (pattern.length() > MAX_PATTERN) {
            throw Budget.limit("a regular expression is longer than " + MAX_PATTERN + " characters");
        }
        budget.characters(pattern.length());
        try {
            return Pattern.compile(pattern).matcher(new CountedText(text, budget));
        } catch (PatternSyntaxException wrong) {
            throw new TemplateFailure(
                    TemplateFailure.Kind.TEMPLATE,
                    "The regular expression '" + pattern + "' is wrong: " + wrong.getDescription() + ".");
        }
    }
}
