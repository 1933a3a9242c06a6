package io.millrace.access.policy;

import java.util.List;

/**
 * One line of a Condition block: an operator, a key and values, of which one must match.
 *
 * @param tests one for each value of the policy
 */
record Condition(Operator operator, Scope scope, boolean ifExists, String key, List<Operator.Test> tests) {

    /** How many of a key's values must match. */
    enum Scope {
        ONE,
        FOR_ALL,
        FOR_ANY
    }

    boolean holds(RequestContext context) {
        List<String> values = context.values(key);
        if (operator == Operator.NULL) {
            return matchesOne(Boolean.toString(values.isEmpty()), context);
        }
        if (values.isEmpty()) {
            return switch (scope) {
                case ONE -> ifExists || operator.negated();
                case FOR_ALL -> true;
                case FOR_ANY -> false;
            };
        }
        return switch (scope) {
            case ONE ->
                operator.negated()
                        ? values.stream().allMatch(value -> passes(value, context))
                        : values.stream().anyMatch(value -> passes(value, context));
            case FOR_ALL -> values.stream().allMatch(value -> passes(value, context));
            case FOR_ANY -> values.stream().anyMatch(value -> passes(value, context));
        };
    }

    /** A negated operator passes a value that none of the policy's values matches. */
    private boolean passes(String value, RequestContext context) {
        return matchesOne(value, context) != operator.negated();
    }

    private boolean matchesOne(String value, RequestContext context) {
        for (Operator.Test test : tests) {
            if (test.matches(value, context)) {
                return true;
            }
        }
        return false;
    }
}
