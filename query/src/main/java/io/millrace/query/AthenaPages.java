package io.millrace.query;

import io.millrace.base.Json;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Page sizes and tokens of lists, and batches. */
final class AthenaPages {

    private static final int BATCH = 50;

    private AthenaPages() {}

    static int limit(Input input, int fallback, int most) {
        long limit = input.integer("MaxResults").orElse((long) fallback);
        if (limit < 1 || limit > most) {
            throw new WireException(AthenaError.INVALID_REQUEST, "MaxResults must be between 1 and " + most + ".");
        }
        return (int) limit;
    }

    static int offset(Input input) {
        return Math.toIntExact(place(input));
    }

    /** The number in NextToken; 0 where there is none. */
    static long place(Input input) {
        String token = input.string("NextToken").orElse("");
        if (token.isEmpty()) {
            return 0;
        }
        try {
            long place = Long.parseLong(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
            if (place >= 0) {
                return place;
            }
        } catch (IllegalArgumentException bad) {
            // The same answer serves.
        }
        throw new WireException(
                AthenaError.INVALID_REQUEST, "NextToken is none that was given out. Begin again without it.");
    }

    /** The page of a list; the answer gets a token where there is more. */
    static <T> List<T> page(List<T> all, int offset, int limit, ObjectNode answer) {
        int end = Math.min(all.size(), offset + limit);
        if (end < all.size()) {
            answer.put("NextToken", token(end));
        }
        return all.subList(Math.min(offset, end), end);
    }

    /**
     * The members of a batch.
     *
     * @param asked the request's list of ids
     * @param found the answer's list of what they stand for
     * @param missing the answer's list of ids that stand for nothing
     * @param id one id in that list
     * @param errorCode why
     */
    record Batch(String asked, String found, String missing, String id, String errorCode) {

        /** Looks each id up; what the lookup throws is the reason that the answer gives. */
        ObjectNode answer(List<String> ids, Function<String, ObjectNode> lookup) {
            if (ids.isEmpty() || ids.size() > BATCH) {
                throw new WireException(AthenaError.INVALID_REQUEST, asked + " must have 1 to " + BATCH + " entries.");
            }
            ObjectNode answer = Json.MAPPER.createObjectNode();
            ArrayNode known = answer.putArray(found);
            ArrayNode unknown = answer.putArray(missing);
            for (String name : ids) {
                try {
                    known.add(lookup.apply(name));
                } catch (WireException reason) {
                    unknown.addObject()
                            .put(id, name)
                            .put("ErrorCode", errorCode)
                            .put("ErrorMessage", reason.text());
                }
            }
            return answer;
        }
    }

    static String token(long place) {
        return Base64.getUrlEncoder().encodeToString(Long.toString(place).getBytes(StandardCharsets.US_ASCII));
    }
}
