package io.millrace.objects.store;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** What can be a key, and how keys sort: by their bytes in UTF-8, as S3 lists them. */
public final class Keys {

    static final int MAX_BYTES = 1024;

    /** UTF-8 byte order; differs from that of strings where a key holds surrogates. */
    public static final Comparator<String> ORDER = Keys::compare;

    private Keys() {}

    /** Fails with InvalidKey where no object can have that key. */
    static void check(String key) {
        if (!isPossible(key)) {
            throw new StoreFault.InvalidKey(
                    "A key has 1 to 1024 bytes of well-formed UTF-8 without a NUL. Choose another key.");
        }
    }

    /** Whether an object can have that key. */
    public static boolean isPossible(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_BYTES
                && key.indexOf('\0') < 0
                && isWellFormed(key)
                && key.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                return Integer.compare(weight(left), weight(right));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Surrogates stand for code points above every other char. */
    private static int weight(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
