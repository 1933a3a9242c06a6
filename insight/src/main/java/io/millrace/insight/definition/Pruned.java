package io.millrace.insight.definition;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document without its empty members. Clients that print every member of a definition send empty lists and objects
 * for what is not set; these say nothing, so that they are not refused.
 */
final class Pruned {

    /** Here emptiness is the message: the scope is all sheets. */
    private static final String MEANT_EMPTY = "AllSheets";

    private Pruned() {}

    static ObjectNode copy(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        prune(copy);
        return copy;
    }

    private static void prune(JsonNode node) {
        if (node instanceof ArrayNode array) {
            array.forEach(Pruned::prune);
        }
        if (node instanceof ObjectNode object) {
            List<String> empty = new ArrayList<>();
            object.properties().forEach(entry -> {
                prune(entry.getValue());
                if (saysNothing(entry.getValue()) && !entry.getKey().equals(MEANT_EMPTY)) {
                    empty.add(entry.getKey());
                }
            });
            empty.forEach(object::remove);
        }
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull() || (value.isContainer() && value.isEmpty());
    }
}
