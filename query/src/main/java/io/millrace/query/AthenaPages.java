package io.millrace.query;

import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

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

    static String token(long place) {
        return Base64.getUrlEncoder().encodeToString(Long.toString(place).getBytes(StandardCharsets.US_ASCII));
    }
}
