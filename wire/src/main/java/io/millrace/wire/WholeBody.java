package io.millrace.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a body into memory, up to its end, so that what is checked there is checked. */
public final class WholeBody {

    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
    private static final int UNKNOWN = 4096;

    private WholeBody() {}

    /** @param declared the length that the sender gave: a guess that saves copies, no more */
    public static byte[] read(InputStream body, Optional<String> declared, int limit) throws IOException {
        byte[] bytes = new byte[guess(declared, limit)];
        int length = 0;
        while (true) {
            int got = body.readNBytes(bytes, length, bytes.length - length);
            length += got;
            if (length > limit) {
                throw tooLong(limit);
            }
            int next = length < bytes.length ? -1 : body.read();
            if (next < 0) {
                return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            }
            if (length == limit) {
                throw tooLong(limit);
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit + 1L, Math.max(UNKNOWN, bytes.length * 2L)));
            bytes[length++] = (byte) next;
        }
    }

    private static int guess(Optional<String> declared, int limit) {
        if (declared.isEmpty() || !LENGTH.matcher(declared.get()).matches()) {
            return 0;
        }
        return Math.min(Integer.parseInt(declared.get()), limit);
    }

    private static WireException tooLong(int limit) {
        return new WireException(CommonError.REQUEST_TOO_LARGE, "The request body is longer than " + limit + " bytes.");
    }
}
