package io.millrace.catalog.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a filter expression. Used by one thread. */
final class FilterTokens {

    /** What a token is. */
    enum Kind {
        /** A bare word: a keyword, a number or a name. */
        WORD,
        /** A name between back-ticks or double quotes. */
        NAME,
        /** A text between single quotes. */
        TEXT,
        SYMBOL,
        END
    }

    record Token(Kind kind, String text) {
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SYMBOL)
                    && text.toUpperCase(Locale.ROOT).equals(word);
        }
    }

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    FilterTokens(String expression) {
        int at = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'' || c == '"' || c == '`') {
                at = quoted(expression, at);
            } else if (isWord(c) || startsNumber(expression, at)) {
                int end = at + 1;
                while (end < expression.length() && isWord(expression.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(Kind.WORD, expression.substring(at, end)));
                at = end;
            } else {
                int length = isPair(expression, at) ? 2 : 1;
                tokens.add(new Token(Kind.SYMBOL, expression.substring(at, at + length)));
                at += length;
            }
        }
        tokens.add(new Token(Kind.END, "the end"));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the word where it is next. */
    boolean skip(String word) {
        boolean there = peek().is(word);
        if (there) {
            take();
        }
        return there;
    }

    void expect(String word) {
        if (!skip(word)) {
            throw new FilterError("'" + word + "' is expected before " + peek().text() + ".");
        }
    }

    private int quoted(String expression, int start) {
        char quote = expression.charAt(start);
        StringBuilder text = new StringBuilder();
        int at = start + 1;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == quote) {
                boolean doubled = at + 1 < expression.length() && expression.charAt(at + 1) == quote;
                if (!doubled) {
                    tokens.add(new Token(quote == '\'' ? Kind.TEXT : Kind.NAME, text.toString()));
                    return at + 1;
                }
                at++;
            }
            text.append(c);
            at++;
        }
        throw new FilterError("A text has no closing " + quote + ".");
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
    }

    private static boolean startsNumber(String expression, int at) {
        return (expression.charAt(at) == '-' || expression.charAt(at) == '+')
                && at + 1 < expression.length()
                && Character.isDigit(expression.charAt(at + 1));
    }

    private static boolean isPair(String expression, int at) {
        return at + 1 < expression.length()
                && List.of("<=", ">=", "<>", "!=", "==").contains(expression.substring(at, at + 2));
    }
}
