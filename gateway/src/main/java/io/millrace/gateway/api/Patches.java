package io.millrace.gateway.api;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies an update's steps to a document, so that it can be read again as if it had been put whole: what cannot be put
 * cannot be patched.
 */
final class Patches {

    private static final Set<String> MAPS = Set.of(
            "requestTemplates",
            "requestParameters",
            "requestModels",
            "responseTemplates",
            "responseParameters",
            "responseModels");

    private Patches() {}

    /** @param computed members that are not part of what is put */
    static ObjectNode apply(ObjectNode document, List<PatchOperation> operations, Set<String> computed) {
        ObjectNode patched = document.deepCopy();
        patched.remove(computed);
        operations.forEach(operation -> apply(patched, operation));
        return patched;
    }

    private static void apply(ObjectNode document, PatchOperation operation) {
        int slash = operation.path().indexOf('/', 1);
        String member = slash < 0
                ? operation.below("/")
                : operation.path().substring(operation.path().startsWith("/") ? 1 : 0, slash);
        boolean inMap = MAPS.contains(member) && slash > 0;
        if (member.isEmpty() || (slash > 0 && !inMap)) {
            throw ControlState.patchRefused(operation);
        }
        ObjectNode target = inMap ? ControlState.madeChild(document, member) : document;
        String name = inMap ? operation.below("/" + member + "/") : member;
        switch (operation.op()) {
            case "add", "replace" -> put(target, name, operation.value());
            case "remove" -> target.remove(name);
            default -> throw ControlState.patchRefused(operation);
        }
        if (inMap && target.isEmpty()) {
            document.remove(member);
        }
    }

    /** Values come as text; their type is the member's. */
    private static void put(ObjectNode target, String name, String value) {
        boolean isFlag = name.equals("apiKeyRequired")
                || ((name.startsWith("method.request.") || name.startsWith("method.response."))
                        && (value.equals("true") || value.equals("false")));
        if (isFlag) {
            target.put(name, Boolean.parseBoolean(value));
        } else if (name.equals("timeoutInMillis") && value.matches("\\d{1,9}")) {
            target.put(name, Integer.parseInt(value));
        } else {
            target.put(name, value);
        }
    }
}
