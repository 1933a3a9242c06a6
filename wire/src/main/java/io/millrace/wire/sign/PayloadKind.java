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
                if (!text.isEmpty() && !text.matches("[0-9a-fA-F]{64}")) {
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
}
