package io.millrace.query.copies;

import java.util.Arrays;
import java.util.Base64;

/**
 * A line that is malformed in some column, kept as it is: each query decodes it again, only the columns it wants, and so
 * fails, or takes it for nulls, exactly when it would have done so on the object. Immutable.
 *
 * @param line its number in the object, from 1
 * @param base64 its bytes, without what ends it
 */
public record KeptLine(long line, String base64) {

    public static KeptLine of(long line, byte[] bytes, int from, int to) {
        return new KeptLine(line, Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to)));
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }
}
