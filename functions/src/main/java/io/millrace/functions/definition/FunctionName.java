package io.millrace.functions.definition;

import io.millrace.base.Arn;
import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as a caller names it: a name, {@code account:function:name}, or an ARN, each with or without a qualifier
 * (a version, an alias, or {@code $LATEST}).
 */
public record FunctionName(FunctionKey key, Optional<String> qualifier) {

    public static final String LATEST = "$LATEST";

    private static final String PATTERN = "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?"
            + "(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
    private static final Pattern SHAPE = Pattern.compile(PATTERN);
    private static final String QUALIFIER_PATTERN = "(|[a-zA-Z0-9$_-]+)";
    private static final Pattern QUALIFIER = Pattern.compile("[a-zA-Z0-9$_-]{1,128}");

    /** Which function, within the account. */
    public record FunctionKey(String region, String name) {

        public Arn arn(String account) {
            return Arn.of("lambda", region, account, "function:" + name);
        }

        public Arn arn(String account, String qualifier) {
            return Arn.of("lambda", region, account, "function:" + name + ":" + qualifier);
        }
    }

    /** @param region the region where the text names none */
    public static FunctionName parse(String text, String region) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || matcher.group(7).length() > 140) {
            throw broken(text, "functionName", PATTERN);
        }
        String named = matcher.group(3);
        return new FunctionName(
                new FunctionKey(named == null ? region : named.substring(0, named.length() - 1), matcher.group(7)),
                Optional.ofNullable(matcher.group(9)));
    }

    /** The same function with the qualifier of a query parameter, which must not say something else. */
    public FunctionName qualified(Optional<String> other) {
        if (other.isEmpty()) {
            return this;
        }
        if (!QUALIFIER.matcher(other.get()).matches()) {
            throw broken(other.get(), "qualifier", QUALIFIER_PATTERN);
        }
        if (qualifier.isPresent() && !qualifier.equals(other)) {
            throw LambdaError.invalid(
                    "The derived qualifier from the function name does not match the specified" + " qualifier.");
        }
        return new FunctionName(key, other);
    }

    /** Refuses a qualifier where an operation is about the function as a whole. */
    public FunctionKey unqualified() {
        if (qualifier.isPresent() && !qualifier.get().equals(LATEST)) {
            throw LambdaError.invalid("This operation is about the function itself: name it without the qualifier '"
                    + qualifier.get() + "'.");
        }
        return key;
    }

    /** The function, or the version or alias that was named. */
    public Arn arn(String account) {
        return qualifier.map(named -> key.arn(account, named)).orElseGet(() -> key.arn(account));
    }

    private static WireException broken(String value, String member, String pattern) {
        return new WireException(
                CommonError.VALIDATION,
                "1 validation error detected: Value '" + value + "' at '" + member + "' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern: " + pattern);
    }
}
