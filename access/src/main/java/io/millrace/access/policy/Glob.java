package io.millrace.access.policy;

import java.util.Locale;

/**
 * A text with {@code *} (any run) and {@code ?} (any one character), compiled. Immutable. Matching takes time in the
 * product of the two lengths at worst: only the last star is ever revisited.
 */
final class Glob {

    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] tokens;
    private final boolean ignoreCase;

    private Glob(int[] tokens, boolean ignoreCase) {
        this.tokens = tokens;
        this.ignoreCase = ignoreCase;
    }

    static Glob of(String pattern) {
        return new Glob(tokens(pattern), false);
    }

    static Glob ignoringCase(String pattern) {
        return new Glob(tokens(pattern.toLowerCase(Locale.ROOT)), true);
    }

    private static int[] tokens(String pattern) {
        return pattern.chars()
                .map(c -> switch (c) {
                    case '*' -> ANY;
                    case '?' -> ONE;
                    // What a resolved variable held: a star that is only a star.
                    case Variables.LITERAL_STAR -> '*';
                    case Variables.LITERAL_QUESTION -> '?';
                    default -> c;
                })
                .toArray();
    }

    boolean matches(String value) {
        String text = ignoreCase ? value.toLowerCase(Locale.ROOT) : value;
        int token = 0;
        int at = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (token < tokens.length && tokens[token] == ANY) {
                star = token++;
                resume = at;
            } else if (token < tokens.length && (tokens[token] == ONE || tokens[token] == text.charAt(at))) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY) {
            token++;
        }
        return token == tokens.length;
    }
}
