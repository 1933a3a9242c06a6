package io.millrace.wire.sign;

import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The chain of signatures over a chunked body: each covers the one before it. Used by one thread. */
final class ChunkSignatures {

    private static final String EMPTY = SigningKeys.hexSha256(new byte[0]);

    private final SigningKey key;
    private final String stampAndScope;
    private final MessageDigest digest = SigningKeys.sha256();
    private String previous;

    /** @param seed the signature of the headers */
    ChunkSignatures(SigningKey key, Signature seed) {
        this.key = key;
        this.stampAndScope = seed.stamp() + "\n" + seed.scope().text() + "\n";
        this.previous = seed.value();
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    void endChunk(String given) {
        String hash = HexFormat.of().formatHex(digest.digest());
        check("AWS4-HMAC-SHA256-PAYLOAD\n" + stampAndScope + previous + "\n" + EMPTY + "\n" + hash, given, "A chunk");
    }

    void trailers(String text, String given) {
        String hash = SigningKeys.hexSha256(text.getBytes(StandardCharsets.UTF_8));
        check("AWS4-HMAC-SHA256-TRAILER\n" + stampAndScope + previous + "\n" + hash, given, "The trailer");
    }

    private void check(String toSign, String given, String what) {
        String wanted = key.hexHmac(toSign);
        if (!SigningKeys.same(wanted, given)) {
            throw new WireException(
                    CommonError.INVALID_SIGNATURE,
                    what + " of the body does not have the signature that it should have.");
        }
        previous = wanted;
    }
}
