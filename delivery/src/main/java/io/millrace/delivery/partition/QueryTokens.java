package io.millrace.delivery.partition;

import io.millrace.delivery.partition.PartitionQuery.Malformed;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a jq expression word by word and admits only what costs time and memory in proportion to the record: one object
 * with plain keys; no definitions, loops, regular expressions, multiplication (which repeats text) and environment; few
 * references between pipes, so that nothing can be doubled again and again. Used by one thread.
 */
final class QueryTokens {

    private static final Set<String> FUNCTIONS =
            Set.of(("ascii_downcase ascii_upcase ceil date empty endswith error first floor fromdate fromdateiso8601"
                            + " fromjson gmtime has keys last length ltrimstr max min mktime not now round rtrimstr select split"
                            + " startswith strftime strptime todate todateiso8601 tojson tonumber tostring type")
                    .split(" "));
    private static final Set<String> WORDS =
            Set.of("if", "then", "elif", "else", "end", "and", "or", "as", "try", "catch", "null", "true", "false");
    private static final Set<String> FORMATS = Set.of("@text", "@json", "@uri", "@html", "@base64", "@base64d");
    private static final int DEEPEST = 32;
    /** How many times larger than its record a value can become. */
    private static final int MOST_GROWTH = 64;

    /** These can make a text of their input that is so much longer, directly or when it is printed again. */
    private static final Set<String> GROWING = Set.of("split", "tojson", "@json", "@base64", "@uri", "@html");

    private static final int GROWTH = 4;

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\\$[A-Za-z_]\\w*|@[a-z0-9]+|\\.\\.|\\.(?:\"|[A-Za-z_]\\w*)?|[A-Za-z_]\\w*|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"
                    + "|\"|//|[=!<>]=|[-+/%|,:?<>()\\[\\]{}]");

    private final String text;
    private final Matcher tokens;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> variables = new HashSet<>();
    private int at;
    private int depth;
    private long growth = 1;
    private int references;
    private int iterations;
    private int pathEnd = -1;
    private String token = "";

    private QueryTokens(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
    }

    /** The keys of the object that the expression makes, if it is admitted. */
    static Set<String> keys(String text) throws Malformed {
        QueryTokens query = new QueryTokens(text.strip());
        query.next();
        if (!query.token.equals("{")) {
            throw new Malformed("The query must make an object of partition keys, as in {customer: .customer.id}.");
        }
        query.object(true);
        if (!query.token.isEmpty()) {
            throw query.refused("'" + query.token + "' stands behind the object");
        }
        if (query.keys.isEmpty()) {
            throw query.refused("there is no key");
        }
        return query.keys;
    }

    private Malformed refused(String why) {
        return new Malformed("The query is not taken here: " + why + ". See docs/decisions/partition-queries.md.");
    }

    /** Moves on; an empty token is the end. */
    private void next() throws Malformed {
        do {
            if (at == text.length()) {
                token = "";
                return;
            }
            if (!tokens.region(at, text.length()).lookingAt()) {
                throw refused("'" + text.charAt(at) + "' is not supported");
            }
            token = tokens.group();
            at = tokens.end();
        } while (token.isBlank());
    }

    /** From its brace to behind its end. */
    private void object(boolean outermost) throws Malformed {
        enter();
        next();
        while (!token.equals("}")) {
            key(outermost);
            if (outermost) {
                growth = 1;
                references = 1;
            }
            if (token.equals(":")) {
                next();
                expression();
            }
            if (token.equals(",")) {
                next();
            } else if (!token.equals("}")) {
                throw refused("an object is not closed");
            }
        }
        depth--;
        next();
    }

    private void key(boolean outermost) throws Malformed {
        String name = token;
        if (token.equals("\"")) {
            int start = at;
            if (string()) {
                throw refused("a key holds an expression");
            }
            name = text.substring(start, at - 1);
        } else if (!token.matches("[A-Za-z_]\\w*")) {
            throw refused("'" + token + "' is no plain key");
        }
        if (name.contains("\\")) {
            throw refused("a key holds a backslash");
        }
        if (outermost && !keys.add(name)) {
            throw refused("the key " + name + " stands twice");
        }
        next();
        if (!token.equals(":")) {
            references++; // {a} is {a: .a}.
        }
    }

    /** Up to a comma, colon, closing bracket or the end of the level. */
    private void expression() throws Malformed {
        while (!token.isEmpty() && !token.equals(",") && !token.equals(":") && !"}])".contains(token)) {
            switch (token.charAt(0)) {
                case '{' -> {
                    growth *= 2;
                    object(false);
                }
                case '(' -> bracketed(")");
                case '[' -> {
                    growth *= at - 1 == pathEnd ? 1 : 2; // An index makes nothing new.
                    bracketed("]");
                }
                case '"' -> {
                    string();
                    next();
                }
                case '|' -> {
                    growth *= Math.max(1, references);
                    references = 0;
                    next();
                }
                case '.' -> path();
                case '$' -> variable();
                case '@' -> {
                    require(FORMATS.contains(token), token + " is not supported");
                    grow();
                    next();
                }
                default -> word();
            }
            require(growth * Math.max(1, references) <= MOST_GROWTH, "it is too large");
        }
    }

    private void bracketed(String closing) throws Malformed {
        enter();
        next();
        if (token.equals("]") && closing.equals("]")) {
            iterations++;
            require(iterations <= 1, "it goes through more than one list");
        }
        while (!token.equals(closing)) {
            expression();
            if (token.equals(closing)) {
                break;
            }
            require(token.equals(":") && closing.equals("]"), "'" + token + "' is not supported in brackets");
            next();
        }
        depth--;
        next();
    }

    private void path() throws Malformed {
        require(!token.equals(".."), "'..' goes through the whole record");
        references += at - token.length() == pathEnd ? 0 : 1; // .a.b is one.
        if (token.endsWith("\"")) {
            string();
        }
        pathEnd = at;
        next();
    }

    private void variable() throws Malformed {
        require(variables.contains(token), "the variable " + token + " is not bound");
        references++;
        next();
    }

    private void word() throws Malformed {
        boolean name = Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
        require(!name || WORDS.contains(token) || FUNCTIONS.contains(token), "'" + token + "' is not supported");
        grow();
        boolean binding = token.equals("as");
        next();
        if (binding) {
            require(token.startsWith("$"), "only one variable can be bound at a time");
            variables.add(token);
            next();
        }
    }

    private void grow() {
        growth *= GROWING.contains(token) ? GROWTH : 1;
    }

    /** From behind its opening quote to behind the closing one; whether expressions stand in it. */
    private boolean string() throws Malformed {
        boolean expressions = false;
        while (true) {
            require(at < text.length(), "a text is not closed");
            char c = text.charAt(at++);
            if (c == '"') {
                return expressions;
            }
            if (c == '\\') {
                require(at < text.length(), "a text is not closed");
                if (text.charAt(at++) == '(') {
                    expressions = true;
                    inserted();
                }
            }
        }
    }

    /** An expression within a text, up to behind its bracket. */
    private void inserted() throws Malformed {
        enter();
        next();
        expression();
        require(token.equals(")"), "an expression in a text is not closed");
        depth--;
    }

    private void enter() throws Malformed {
        depth++;
        require(depth <= DEEPEST, "it is nested too deeply");
    }

    private void require(boolean held, String otherwise) throws Malformed {
        if (!held) {
            throw refused(otherwise);
        }
    }
}
