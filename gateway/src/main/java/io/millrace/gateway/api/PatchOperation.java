package io.millrace.gateway.api;

import io.millrace.wire.Input;
import java.util.List;

/**
 * One step of an update.
 *
 * @param op add, remove, replace, ...
 * @param path a JSON pointer
 * @param value empty where there is none
 */
record PatchOperation(String op, String path, String value) {

    static List<PatchOperation> of(Input input) {
        List<PatchOperation> operations = input.objects("patchOperations").stream()
                .map(one -> new PatchOperation(
                        one.requiredString("op"),
                        one.requiredString("path"),
                        one.string("value").orElse("")))
                .toList();
        input.refuseUnread();
        return operations;
    }

    boolean replaces(String wanted) {
        return path.equals(wanted) && (op.equals("replace") || op.equals("add"));
    }

    boolean removes(String wanted) {
        return path.equals(wanted) && op.equals("remove");
    }

    /** The part of the path after a prefix, with its escapes undone; empty where the path lies elsewhere. */
    String below(String prefix) {
        return path.startsWith(prefix)
                ? path.substring(prefix.length()).replace("~1", "/").replace("~0", "~")
                : "";
    }
}
