package io.millrace.base;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes identifiers from a generator that is passed in, so that a run can be replayed. Not for secrets. */
public final class Ids {

    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private Ids() {}

    /** A version 4 UUID. */
    public static UUID uuid(RandomGenerator random) {
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Lower-case letters and digits, as in API Gateway's ids. */
    public static String base36(RandomGenerator random, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(BASE36.charAt(random.nextInt(BASE36.length())));
        }
        return id.toString();
    }
}
