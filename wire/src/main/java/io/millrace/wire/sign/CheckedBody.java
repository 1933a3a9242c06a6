package io.millrace.wire.sign;

import io.millrace.wire.CommonError;
import io.millrace.wire.Trailers;
import io.millrace.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A body whose end is reached only if all that its sender declared about it is true; else reading the end throws. Used by
 * one thread.
 */
final class CheckedBody extends InputStream implements Trailers {

    private record Check(BodyDigest digest, Supplier<Optional<byte[]>> wanted, CommonError error, String what) {}

    private final InputStream in;
    private final List<Check> checks = new ArrayList<>();
    private Map<String, String> trailers = Map.of();
    private Supplier<Map<String, String>> trailersAtEnd = Map::of;
    private long declaredLength = -1;
    private long length;
    private boolean ended;

    CheckedBody(InputStream in) {
        this.in = in;
    }

    void expectSha256(String hex) {
        checks.add(new Check(
                BodyDigest.hash("SHA-256"),
                () -> Optional.of(HexFormat.of().parseHex(hex)),
                CommonError.CONTENT_HASH_MISMATCH,
                "x-amz-content-sha256"));
    }

    /** @param base64 known before the body, or from its trailers */
    void expectChecksum(String header, Supplier<Optional<String>> base64) {
        checks.add(new Check(
                BodyDigest.of(header),
                () -> base64.get().map(text -> decode(header, text)),
                CommonError.BAD_DIGEST,
                header));
    }

    void expectLength(long bytes) {
        declaredLength = bytes;
    }

    void trailersFrom(Supplier<Map<String, String>> source) {
        trailersAtEnd = source;
    }

    @Override
    public Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        int got = in.read(into, offset, wanted);
        if (got > 0) {
            length += got;
            for (Check check : checks) {
                check.digest().update(into, offset, got);
            }
        } else if (got < 0 && !ended) {
            ended = true;
            verify();
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void verify() {
        trailers = Map.copyOf(trailersAtEnd.get());
        if (declaredLength >= 0 && length != declaredLength) {
            throw new WireException(
                    CommonError.INCOMPLETE_BODY,
                    "You did not provide the number of bytes specified by the x-amz-decoded-content-length header: "
                            + length + " came, " + declaredLength + " were declared.");
        }
        for (Check check : checks) {
            byte[] computed = check.digest().finish();
            Optional<byte[]> wanted = check.wanted().get();
            if (wanted.isPresent() && !MessageDigest.isEqual(wanted.get(), computed)) {
                throw new WireException(
                        check.error(),
                        "The " + check.what() + " you specified did not match what we received. Send the request"
                                + " again.");
            }
        }
    }

    private static byte[] decode(String header, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException bad) {
            throw new WireException(CommonError.VALIDATION, "Value for " + header + " header is invalid.");
        }
    }
}
