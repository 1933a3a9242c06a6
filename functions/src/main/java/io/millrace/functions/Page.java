package io.millrace.functions;

import io.millrace.functions.definition.LambdaError;
import io.millrace.wire.RestJsonService.Call;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page of a list that is in the order of its markers.
 *
 * @param after the marker of the last item of the page before; empty for the first page
 */
record Page(String after, int size) {

    private static final int LARGEST = 50;

    static Page of(Call call) {
        String size = call.query("MaxItems").orElse(Integer.toString(LARGEST));
        try {
            int number = Integer.parseInt(size);
            if (number >= 1 && number <= 10_000) {
                return new Page(call.query("Marker").orElse(""), Math.min(number, LARGEST));
            }
        } catch (NumberFormatException bad) {
            throw LambdaError.invalid("MaxItems must be a whole number, not '" + size + "'.");
        }
        throw LambdaError.invalid("MaxItems must be between 1 and 10000.");
    }

    /** Puts the page's items into the list, and the next marker into the answer where there are more. */
    <T> void fill(
            ObjectNode answer, String list, List<T> all, Function<T, String> marker, Function<T, ObjectNode> shown) {
        List<String> markers = all.stream().map(marker).toList();
        int from = 0;
        if (!after.isEmpty()) {
            from = markers.indexOf(after) + 1;
            if (from == 0) {
                throw LambdaError.invalid("The Marker '" + after + "' is of no item here. List from the start again.");
            }
        }
        int to = Math.min(from + size, all.size());
        ArrayNode items = answer.putArray(list);
        all.subList(from, to).forEach(item -> items.add(shown.apply(item)));
        if (to < all.size()) {
            answer.put("NextMarker", markers.get(to - 1));
        }
    }
}
