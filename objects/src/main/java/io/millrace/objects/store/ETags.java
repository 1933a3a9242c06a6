package io.millrace.objects.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** S3's ETags: MD5 in hex, and for what was uploaded in parts the MD5 of the parts' MD5s with their number. */
final class ETags {

    private ETags() {}

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has MD5", impossible);
        }
    }

    static String of(MessageDigest md5) {
        return HexFormat.of().formatHex(md5.digest());
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(md5().digest(bytes));
    }

    static String ofParts(List<Part> parts) {
        MessageDigest whole = md5();
        parts.forEach(part -> whole.update(HexFormat.of().parseHex(part.etag())));
        return of(whole) + "-" + parts.size();
    }
}
