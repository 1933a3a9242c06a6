package io.millrace.delivery.core;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A destination's Prefix or ErrorOutputPrefix: literal text and {@code !{namespace:value}} expressions. Immutable.
 *
 * <p>AWS: "Custom Prefixes for Amazon S3 Objects". A prefix without any expression gets {@code yyyy/MM/dd/HH/} in UTC
 * appended, without a slash between the two.
 */
public final class KeyTemplate {

    /** A piece of a template. */
    sealed interface Part {
        record Literal(String text) implements Part {}

        record Timestamp(DateTimeFormatter formatter) implements Part {}

        record RandomString() implements Part {}

        record ErrorOutputType() implements Part {}

        record Partition(PartitionKey key) implements Part {}
    }

    /** The text is no template; the message says why. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private static final Pattern EXPRESSION = Pattern.compile("!\\{([^:}]*):?([^}]*)}");
    private static final int RANDOM_LENGTH = 11;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final List<Part> parts;

    private KeyTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A Prefix; empty text is the default prefix. */
    public static KeyTemplate prefix(String text, ZoneId zone) throws Malformed {
        List<Part> parts = parse(text, zone);
        if (isLiteral(parts)) {
            parts.add(date(ZoneOffset.UTC));
        }
        return new KeyTemplate(parts);
    }

    /** An ErrorOutputPrefix; one without an expression gets the error type and the date. */
    public static KeyTemplate errorPrefix(String text, ZoneId zone) throws Malformed {
        List<Part> parts = parse(text, zone);
        if (isLiteral(parts)) {
            parts.add(new Part.ErrorOutputType());
            parts.add(new Part.Literal("/"));
            parts.add(date(ZoneOffset.UTC));
        }
        return new KeyTemplate(parts);
    }

    private static Part date(ZoneId zone) {
        return new Part.Timestamp(
                DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/", Locale.ROOT).withZone(zone));
    }

    private static boolean isLiteral(List<Part> parts) {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }

    private static List<Part> parse(String text, ZoneId zone) throws Malformed {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = EXPRESSION.matcher(text);
        int end = 0;
        while (matcher.find()) {
            literal(text.substring(end, matcher.start()), parts);
            parts.add(expression(matcher.group(1), matcher.group(2), zone));
            end = matcher.end();
        }
        literal(text.substring(end), parts);
        return parts;
    }

    private static void literal(String text, List<Part> parts) throws Malformed {
        if (text.contains("!{")) {
            throw new Malformed("Invalid expression usage: an expression is not closed in " + text);
        }
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }

    private static Part expression(String namespace, String value, ZoneId zone) throws Malformed {
        return switch (namespace) {
            case "timestamp" -> new Part.Timestamp(formatter(value, zone));
            case "firehose" ->
                switch (value) {
                    case "random-string" -> new Part.RandomString();
                    case "error-output-type" -> new Part.ErrorOutputType();
                    default -> throw new Malformed("firehose:" + value + " is not known in a prefix.");
                };
            case "partitionKeyFromQuery" -> new Part.Partition(new PartitionKey(PartitionKey.Source.QUERY, value));
            case "partitionKeyFromLambda" -> new Part.Partition(new PartitionKey(PartitionKey.Source.LAMBDA, value));
            default -> throw new Malformed("Namespace to the left of colon (" + namespace + ") is an invalid keyword!");
        };
    }

    private static DateTimeFormatter formatter(String pattern, ZoneId zone) throws Malformed {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
        } catch (IllegalArgumentException bad) {
            throw new Malformed("'" + pattern + "' is no timestamp format: " + bad.getMessage());
        }
    }

    /** The text before the first expression: every key begins with it. */
    public String literalPrefix() {
        return !parts.isEmpty() && parts.getFirst() instanceof Part.Literal(String text) ? text : "";
    }

    /** Whether the error output's type is among its expressions. */
    public boolean namesErrorOutputType() {
        return parts.stream().anyMatch(Part.ErrorOutputType.class::isInstance);
    }

    /** The partition keys that it asks for, in its order. */
    public Set<PartitionKey> partitionKeys() {
        Set<PartitionKey> keys = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Partition(PartitionKey key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /**
     * The prefix of an object's key.
     *
     * @param arrival of the object's first record
     * @param errorType for the error output
     * @param partitionKeys all that it asks for
     */
    public String evaluate(
            Instant arrival,
            Optional<ErrorType> errorType,
            Map<PartitionKey, String> partitionKeys,
            RandomGenerator random) {
        StringBuilder key = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String text) -> key.append(text);
                case Part.Timestamp(DateTimeFormatter formatter) -> formatter.formatTo(arrival, key);
                case Part.RandomString() -> random(key, random);
                case Part.ErrorOutputType() ->
                    key.append(errorType.map(ErrorType::text).orElse(""));
                case Part.Partition(PartitionKey name) -> key.append(partitionKeys.getOrDefault(name, ""));
            }
        }
        return key.toString();
    }

    private static void random(StringBuilder into, RandomGenerator random) {
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            into.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
    }
}
