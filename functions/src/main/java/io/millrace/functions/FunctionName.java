package io.millrace.functions;

import io.millrace.base.Arn;
import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as a caller names it: a name, {@code account:function:name}, or an ARN, each with or without a qualifier.
 */
record FunctionName(FunctionKey key, Optional<String> qualifier) {

    static final String LATEST = "$LATEST";

    private static final String PATTERN = "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?"
            + "(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
    private static final Pattern SHAPE = Pattern.compile(PATTERN);

    /** Which function, within the account. */
    record FunctionKey(String region, String name) {

        Arn arn(String account) {
            return Arn.of("lambda", region, account, "function:" + name);
        }
    }

    /** @param region the region where the text names none */
    static FunctionName parse(String text, String region) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || matcher.group(7).length() > 140) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value '" + text + "' at 'functionName' failed to satisfy constraint:"
                            + " Member must satisfy regular expression pattern: " + PATTERN);
        }
        String named = matcher.group(3);
        return new FunctionName(
                new FunctionKey(named == null ? region : named.substring(0, named.length() - 1), matcher.group(7)),
                Optional.ofNullable(matcher.group(9)));
    }

    /** The same function with the qualifier of a query parameter. */
    FunctionName qualified(Optional<String> other) {
        return other.isEmpty() ? this : new FunctionName(key, other);
    }

    /** Refuses versions and aliases: there are none yet. */
    FunctionKey latestOnly(String account) {
        if (qualifier.isPresent() && !qualifier.get().equals(LATEST)) {
            throw LambdaError.RESOURCE_NOT_FOUND.with(
                    "Function not found: " + key.arn(account) + ":" + qualifier.get());
        }
        return key;
    }
}
