package io.millrace.query;

import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Page sizes and tokens of lists. */
final class AthenaPages {

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

    /** Refuses a batch that is empty or too large. */
    static void batch(String member, List<String> asked, int most) {
        if (asked.isEmpty() || asked.size() > most) {
            throw new WireException(AthenaError.INVALID_REQUEST, member + " must have 1 to " + most + " entries.");
        }
    }

    static String token(long place) {
        return Base64.getUrlEncoder().encodeToString(Long.toString(place).getBytes(StandardCharsets.US_ASCII));
    }
}
