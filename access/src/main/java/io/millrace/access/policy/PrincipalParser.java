package io.millrace.access.policy;

import static io.millrace.access.policy.PolicyParser.malformed;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads a Principal or NotPrincipal element. */
final class PrincipalParser {

    private static final Pattern AWS =
            Pattern.compile("\\d{12}|arn:aws:iam::\\d{12}:(root|(user|role)/[^*?]+)|arn:aws:sts::\\d{12}:[^*?]+");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

    private PrincipalParser() {}

    static PrincipalSet parse(JsonNode node, boolean negated, String at) {
        if (node.isString()) {
            if (!node.stringValue().equals("*")) {
                throw malformed("Invalid principal in policy: " + at + " is '" + node.stringValue()
                        + "'; write \"*\" or an object such as {\"AWS\": \"arn:...\"}.");
            }
            return new PrincipalSet(negated, true, Set.of(), Set.of());
        }
        if (!node.isObject() || node.isEmpty()) {
            throw malformed("Invalid principal in policy: " + at + " must be \"*\" or an object with AWS or Service.");
        }
        boolean everyone = false;
        Set<String> aws = new HashSet<>();
        Set<String> services = new HashSet<>();
        for (String type : node.propertyNames()) {
            for (String value : PolicyParser.texts(node.get(type), at + "." + type)) {
                switch (type) {
                    case "AWS" -> everyone |= !addAws(aws, value, at);
                    case "Service" -> addService(services, value, at);
                    // Nobody here comes from an identity provider, so it grants nothing; Terraform modules carry it.
                    case "Federated" -> {}
                    default ->
                        throw malformed("Invalid principal in policy: \"" + type + "\" in " + at
                                + " is not supported; write AWS, Service or Federated.");
                }
            }
        }
        return new PrincipalSet(negated, everyone, Set.copyOf(aws), Set.copyOf(services));
    }

    /** False where the value is everyone. */
    private static boolean addAws(Set<String> aws, String value, String at) {
        if (value.equals("*")) {
            return false;
        }
        if (!AWS.matcher(value).matches()) {
            throw malformed("Invalid principal in policy: \"AWS\":\"" + value + "\" (" + at
                    + "). Write an account id or the ARN of a role or user, without wildcards.");
        }
        aws.add(value);
        return true;
    }

    private static void addService(Set<String> services, String value, String at) {
        if (!SERVICE.matcher(value).matches()) {
            throw malformed("Invalid principal in policy: \"SERVICE\":\"" + value + "\" (" + at
                    + "). Write it as in \"firehose.amazonaws.com\".");
        }
        services.add(value);
    }
}
