package io.millrace.access.policy;

import io.millrace.base.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** Reads one document by AWS's policy grammar. Used by one thread, once. */
final class PolicyParser {

    private static final ObjectReader STRICT = Json.MAPPER
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final Policy.Kind kind;
    private final Set<String> sids = new HashSet<>();
    private boolean variables;

    PolicyParser(Policy.Kind kind) {
        this.kind = kind;
    }

    Policy parse(String json) {
        ObjectNode document = document(json);
        refuseOthers(document, DOCUMENT, "the document");
        variables = version(document).equals("2012-10-17");
        JsonNode statements = document.get("Statement");
        if (statements == null) {
            throw malformed("Syntax errors in policy. The document has no Statement.");
        }
        List<Statement> parsed = new ArrayList<>();
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            parsed.add(statement(statement, "Statement[" + parsed.size() + "]"));
        }
        if (parsed.isEmpty()) {
            throw malformed("Syntax errors in policy. Statement is empty; write at least one statement.");
        }
        return new Policy(json, parsed);
    }

    private static ObjectNode document(String json) {
        try {
            if (STRICT.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException broken) {
            throw malformed("This policy contains invalid Json: " + broken.getOriginalMessage() + " (line "
                    + broken.getLocation().getLineNr() + ", column "
                    + broken.getLocation().getColumnNr() + ")");
        }
        throw malformed("This policy contains invalid Json: the document must be a JSON object.");
    }

    private static String version(ObjectNode document) {
        JsonNode version = document.get("Version");
        if (version == null) {
            return "2008-10-17";
        }
        String text = version.isString() ? version.stringValue() : version.toString();
        if (!text.equals("2012-10-17") && !text.equals("2008-10-17")) {
            throw malformed("Syntax errors in policy. Version cannot be '" + text + "'; write \"2012-10-17\".");
        }
        return text;
    }

    private Statement statement(JsonNode node, String at) {
        if (!(node instanceof ObjectNode object)) {
            throw malformed("Syntax errors in policy. " + at + " must be an object.");
        }
        refuseOthers(object, STATEMENT, at);
        Optional<PrincipalSet> principals = principals(object, at);
        return new Statement(
                sid(object, at),
                allows(object, at),
                principals,
                actions(object, at),
                resources(object, at),
                object.has("Condition")
                        ? new ConditionParser(variables).parse(object.get("Condition"), at + ".Condition")
                        : List.of());
    }

    private String sid(ObjectNode statement, String at) {
        JsonNode node = statement.get("Sid");
        if (node == null) {
            return "";
        }
        String sid = text(node, at + ".Sid");
        if (kind == Policy.Kind.IDENTITY && !sid.matches("[A-Za-z0-9]*")) {
            throw malformed("Statement IDs (SID) should be alpha-numeric. Check that the input satisfies the regular"
                    + " expression [0-9A-Za-z]*: " + at + ".Sid is '" + sid + "'.");
        }
        if (!sid.isEmpty() && !sids.add(sid)) {
            throw malformed("Statement IDs (SID) in a single policy must be unique: '" + sid + "' stands twice.");
        }
        return sid;
    }

    private static boolean allows(ObjectNode statement, String at) {
        JsonNode effect = statement.get("Effect");
        if (effect == null) {
            throw malformed("Syntax errors in policy. " + at + " has no Effect; write \"Allow\" or \"Deny\".");
        }
        return switch (text(effect, at + ".Effect")) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw malformed("Syntax errors in policy. " + at + ".Effect must be \"Allow\" or \"Deny\".");
        };
    }

    private Optional<PrincipalSet> principals(ObjectNode statement, String at) {
        Optional<String> name = oneOf(statement, "Principal", "NotPrincipal", at);
        if (kind == Policy.Kind.IDENTITY) {
            if (name.isPresent()) {
                throw malformed("Policy document should not specify a principal: remove " + at + "." + name.get()
                        + " from this identity policy.");
            }
            return Optional.empty();
        }
        String key = name.orElseThrow(() -> malformed("Missing required field Principal: " + at + " names nobody."));
        return Optional.of(PrincipalParser.parse(statement.get(key), key.equals("NotPrincipal"), at + "." + key));
    }

    private PatternSet actions(ObjectNode statement, String at) {
        String name = oneOf(statement, "Action", "NotAction", at)
                .orElseThrow(() -> malformed("Policy statement must contain actions: " + at + " has none."));
        List<String> actions = texts(statement.get(name), at + "." + name);
        for (String action : actions) {
            checkAction(action, at + "." + name);
        }
        return PatternSet.actions(name.equals("NotAction"), actions);
    }

    private void checkAction(String action, String at) {
        if (kind == Policy.Kind.TRUST && !action.startsWith("sts:")) {
            throw malformed(
                    "AssumeRole policy may only specify STS AssumeRole actions: " + at + " is '" + action + "'.");
        }
        if (!action.equals("*") && !action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+")) {
            throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: " + at
                    + " is '" + action + "'; write it as in \"s3:GetObject\".");
        }
    }

    private Optional<PatternSet> resources(ObjectNode statement, String at) {
        Optional<String> name = oneOf(statement, "Resource", "NotResource", at);
        if (kind == Policy.Kind.TRUST) {
            name.ifPresent(key -> {
                throw malformed("Has prohibited field " + key + ": a trust policy is about its own role.");
            });
            return Optional.empty();
        }
        String key = name.orElseThrow(() -> malformed("Policy statement must contain resources: " + at + " has none."));
        List<String> resources = texts(statement.get(key), at + "." + key);
        for (String resource : resources) {
            if (!resource.equals("*") && !resource.startsWith("arn:")) {
                throw malformed("Resource " + resource + " must be in ARN format or \"*\" (" + at + "." + key + ").");
            }
        }
        return Optional.of(PatternSet.resources(key.equals("NotResource"), resources, variables));
    }

    private static Optional<String> oneOf(ObjectNode statement, String name, String negated, String at) {
        if (statement.has(name) && statement.has(negated)) {
            throw malformed("Syntax errors in policy. " + at + " has both " + name + " and " + negated + ".");
        }
        return statement.has(name) ? Optional.of(name) : Optional.of(negated).filter(statement::has);
    }

    private static void refuseOthers(ObjectNode node, Set<String> known, String at) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw malformed("Syntax errors in policy. '" + name + "' in " + at + " is not an element of a policy"
                        + " (names are case-sensitive).");
            }
        }
    }

    static String text(JsonNode node, String at) {
        if (node.isString()) {
            return node.stringValue();
        }
        throw malformed("Syntax errors in policy. " + at + " must be a string.");
    }

    /** A string, or a list of strings: a single value may stand for a list. */
    static List<String> texts(JsonNode node, String at) {
        List<String> values = new ArrayList<>();
        for (JsonNode item : node.isArray() ? node : List.of(node)) {
            values.add(text(item, at));
        }
        if (values.isEmpty()) {
            throw malformed("Syntax errors in policy. " + at + " is an empty list.");
        }
        return values;
    }

    static MalformedPolicy malformed(String message) {
        return new MalformedPolicy(message);
    }
}
