package io.millrace.wire.sign;

import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.util.Optional;

/** How a request's body is covered by its signature: the value of {@code x-amz-content-sha256}. */
enum PayloadKind {
    /** The header is the hash, or there is none and the hash must be computed. */
    HASHED(false, false),
    UNSIGNED(false, false),
    SIGNED_CHUNKS(true, true),
    SIGNED_CHUNKS_TRAILER(true, true),
    UNSIGNED_CHUNKS_TRAILER(true, false);

    private final boolean chunked;
    private final boolean signed;

    PayloadKind(boolean chunked, boolean signed) {
        this.chunked = chunked;
        this.signed = signed;
    }

    static PayloadKind of(Optional<String> declared) {
        String text = declared.orElse("");
        return switch (text) {
            case "UNSIGNED-PAYLOAD" -> UNSIGNED;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> SIGNED_CHUNKS;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> SIGNED_CHUNKS_TRAILER;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> UNSIGNED_CHUNKS_TRAILER;
            default -> {
                if (!text.isEmpty() && !isHash(text)) {
                    throw new WireException(
                            CommonError.VALIDATION,
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-UNSIGNED-PAYLOAD-TRAILER"
                                    + " or a valid sha256 value.");
                }
                yield HASHED;
            }
        };
    }

    boolean chunked() {
        return chunked;
    }

    boolean signedChunks() {
        return signed;
    }

    private static boolean isHash(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }
}
