package io.millrace.access.policy;

import static io.millrace.access.policy.PolicyParser.malformed;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a Condition block. */
final class ConditionParser {

    private final boolean variables;

    ConditionParser(boolean variables) {
        this.variables = variables;
    }

    List<Condition> parse(JsonNode block, String at) {
        requireObject(block, at);
        List<Condition> conditions = new ArrayList<>();
        for (String name : block.propertyNames()) {
            requireObject(block.get(name), at + "." + name);
            for (String key : block.get(name).propertyNames()) {
                conditions.add(condition(name, key, block.get(name).get(key), at + "." + name + "." + key));
            }
        }
        return conditions;
    }

    private Condition condition(String name, String key, JsonNode values, String at) {
        Condition.Scope scope = Condition.Scope.ONE;
        String operator = name;
        if (name.startsWith("ForAllValues:")) {
            scope = Condition.Scope.FOR_ALL;
        } else if (name.startsWith("ForAnyValue:")) {
            scope = Condition.Scope.FOR_ANY;
        }
        if (scope != Condition.Scope.ONE) {
            operator = name.substring(name.indexOf(':') + 1);
        }
        boolean ifExists = operator.endsWith("IfExists");
        String base = ifExists ? operator.substring(0, operator.length() - "IfExists".length()) : operator;
        Operator found = Operator.named(base)
                .filter(candidate -> !(ifExists && candidate == Operator.NULL))
                .orElseThrow(() -> malformed("Invalid Condition type : " + name + " (" + at + ")."));
        if (!key.contains(":")) {
            throw malformed("Syntax errors in policy. The condition key '" + key + "' in " + at
                    + " has no service prefix; write it as in \"aws:SourceArn\".");
        }
        return new Condition(found, scope, ifExists, key, tests(found, values, at));
    }

    private List<Operator.Test> tests(Operator operator, JsonNode values, String at) {
        List<Operator.Test> tests = new ArrayList<>();
        for (JsonNode value : values.isArray() ? values : List.of(values)) {
            if (!value.isString() && !value.isBoolean() && !value.isNumber()) {
                throw malformed("Syntax errors in policy. " + at + " must be a string or a list of strings.");
            }
            try {
                tests.add(operator.test(value.asString(), variables));
            } catch (IllegalArgumentException bad) {
                throw malformed("Syntax errors in policy. " + at + " cannot be '" + value.asString() + "': "
                        + bad.getMessage() + ".");
            }
        }
        return List.copyOf(tests);
    }

    private static void requireObject(JsonNode node, String at) {
        if (!node.isObject() || node.isEmpty()) {
            throw malformed("Syntax errors in policy. " + at + " must be an object.");
        }
    }
}
