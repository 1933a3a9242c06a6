package io.millrace.access.policy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** A condition operator as AWS spells it, without its {@code IfExists} and its {@code For...Values:}. */
enum Operator {
    STRING_EQUALS("StringEquals", false, text -> text(text, String::equals)),
    STRING_NOT_EQUALS("StringNotEquals", true, text -> text(text, String::equals)),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, text -> text(text, String::equalsIgnoreCase)),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, text -> text(text, String::equalsIgnoreCase)),
    STRING_LIKE("StringLike", false, Operator::like),
    STRING_NOT_LIKE("StringNotLike", true, Operator::like),
    NUMERIC_EQUALS("NumericEquals", false, text -> number(text, sign -> sign == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, text -> number(text, sign -> sign == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, text -> number(text, sign -> sign < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, text -> number(text, sign -> sign <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, text -> number(text, sign -> sign > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, text -> number(text, sign -> sign >= 0)),
    DATE_EQUALS("DateEquals", false, text -> date(text, sign -> sign == 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, text -> date(text, sign -> sign == 0)),
    DATE_LESS_THAN("DateLessThan", false, text -> date(text, sign -> sign < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, text -> date(text, sign -> sign <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, text -> date(text, sign -> sign > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, text -> date(text, sign -> sign >= 0)),
    BOOL("Bool", false, Operator::bool),
    BINARY_EQUALS("BinaryEquals", false, text -> text(text, String::equals)),
    IP_ADDRESS("IpAddress", false, Operator::network),
    NOT_IP_ADDRESS("NotIpAddress", true, Operator::network),
    ARN_EQUALS("ArnEquals", false, Operator::arn),
    ARN_NOT_EQUALS("ArnNotEquals", true, Operator::arn),
    ARN_LIKE("ArnLike", false, Operator::arn),
    ARN_NOT_LIKE("ArnNotLike", true, Operator::arn),
    NULL("Null", false, Operator::bool);

    /** Holds one value of a request against one value of the policy. */
    @FunctionalInterface
    interface Test {
        boolean matches(String value, RequestContext context);
    }

    private interface TextMatch {
        boolean matches(String policy, String value);
    }

    private final String wireName;
    private final boolean negated;
    // Set once, to a method of this file that keeps nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<String, Test> compile;

    Operator(String wireName, boolean negated, Function<String, Test> compile) {
        this.wireName = wireName;
        this.negated = negated;
        this.compile = compile;
    }

    static Optional<Operator> named(String name) {
        for (Operator operator : values()) {
            if (operator.wireName.equalsIgnoreCase(name)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    boolean negated() {
        return negated;
    }

    /** The test for one policy value; a bad one is refused with an IllegalArgumentException that says what is wanted. */
    Test test(String policyValue, boolean variables) {
        if (!variables || !Variables.in(policyValue)) {
            return compile.apply(policyValue);
        }
        return (value, context) -> Variables.resolve(policyValue, context)
                .filter(resolved -> resolvedTest(resolved).matches(value, context))
                .isPresent();
    }

    private Test resolvedTest(String resolved) {
        try {
            return compile.apply(resolved);
        } catch (IllegalArgumentException notOfThisType) {
            return (value, context) -> false;
        }
    }

    private static Test text(String policy, TextMatch match) {
        String plain = Variables.plain(policy);
        return (value, context) -> match.matches(plain, value);
    }

    private static Test like(String policy) {
        Glob glob = Glob.of(policy);
        return (value, context) -> glob.matches(value);
    }

    private static Test number(String policy, IntPredicate accepts) {
        BigDecimal wanted = decimal(policy).orElseThrow(() -> new IllegalArgumentException("write a number"));
        return (value, context) ->
                decimal(value).filter(n -> accepts.test(n.compareTo(wanted))).isPresent();
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Test date(String policy, IntPredicate accepts) {
        var wanted = PolicyDate.parse(policy)
                .orElseThrow(() -> new IllegalArgumentException("write a date such as 2026-01-31T00:00:00Z"));
        return (value, context) -> PolicyDate.parse(value)
                .filter(date -> accepts.test(date.compareTo(wanted)))
                .isPresent();
    }

    private static Test bool(String policy) {
        String wanted = policy.toLowerCase(Locale.ROOT);
        if (!wanted.equals("true") && !wanted.equals("false")) {
            throw new IllegalArgumentException("write true or false");
        }
        return (value, context) -> value.equalsIgnoreCase(wanted);
    }

    private static Test network(String policy) {
        Network network = Network.parse(policy)
                .orElseThrow(() -> new IllegalArgumentException("write an address or a block such as 203.0.113.0/24"));
        return (value, context) -> network.contains(value);
    }

    /** Each of the six parts by itself, so that a star does not reach over a colon before the resource. */
    private static Test arn(String policy) {
        if (policy.equals("*")) {
            return (value, context) -> true;
        }
        String[] parts = policy.split(":", 6);
        if (parts.length != 6) {
            throw new IllegalArgumentException("write an ARN with six parts, or *");
        }
        Glob[] globs = new Glob[6];
        for (int i = 0; i < globs.length; i++) {
            globs[i] = Glob.of(parts[i]);
        }
        return (value, context) -> arnMatches(globs, value.split(":", 6));
    }

    private static boolean arnMatches(Glob[] globs, String[] parts) {
        if (parts.length != globs.length) {
            return false;
        }
        for (int i = 0; i < globs.length; i++) {
            if (!globs[i].matches(parts[i])) {
                return false;
            }
        }
        return true;
    }
}
