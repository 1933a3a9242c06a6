package io.millrace.wire.sign;

import io.millrace.wire.CommonError;
import io.millrace.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes {@code aws-chunked} off a body. Used by one thread.
 *
 * <pre>
 *   size in hex [;chunk-signature=64 hex] CR LF  bytes  CR LF     (any number)
 *   0 [;chunk-signature=64 hex] CR LF
 *   [name:value CR LF ...] [x-amz-trailer-signature:64 hex CR LF]
 *   CR LF
 * </pre>
 *
 * A chunk's signature is checked at the chunk's end, so a reader may hold bytes of a bad chunk: it must not act on them
 * before the body's end. See "Signature calculations for the Authorization header: transferring payload in multiple
 * chunks" in the S3 API reference.
 */
final class ChunkDecoder extends InputStream {

    private static final int LONGEST_LINE = 8192;
    private static final long LARGEST_CHUNK = 5L << 30;

    private final InputStream in;
    private final Optional<ChunkSignatures> signatures;
    private final Map<String, String> trailers = new LinkedHashMap<>();
    private long left;
    private String signature = "";
    private boolean started;
    private boolean ended;

    ChunkDecoder(InputStream in, Optional<ChunkSignatures> signatures) {
        this.in = in;
        this.signatures = signatures;
    }

    Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int got = in.read(into, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw incomplete();
        }
        left -= got;
        signatures.ifPresent(check -> check.update(into, offset, got));
        return got;
    }

    private void nextChunk() throws IOException {
        if (started) {
            endChunk();
            if (!line().isEmpty()) {
                throw broken("a chunk is longer than its size says");
            }
        }
        started = true;
        String header = line();
        int semicolon = header.indexOf(';');
        left = size(semicolon < 0 ? header : header.substring(0, semicolon));
        signature = semicolon < 0 ? "" : header.substring(semicolon + 1).replaceFirst("^chunk-signature=", "");
        if (left == 0) {
            endChunk();
            readTrailers();
            ended = true;
        }
    }

    private void endChunk() {
        signatures.ifPresent(check -> check.endChunk(signature));
    }

    private void readTrailers() throws IOException {
        StringBuilder signed = new StringBuilder();
        String trailerSignature = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw broken("a trailer has no colon");
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals("x-amz-trailer-signature")) {
                trailerSignature = value;
            } else {
                trailers.put(name, value);
                signed.append(name).append(':').append(value).append('\n');
            }
        }
        String given = trailerSignature;
        if (!trailers.isEmpty()) {
            signatures.ifPresent(check -> check.trailers(signed.toString(), given));
        }
    }

    private static long size(String hex) {
        try {
            long size = Long.parseLong(hex.strip(), 16);
            if (size >= 0 && size <= LARGEST_CHUNK) {
                return size;
            }
        } catch (NumberFormatException bad) {
            throw broken("'" + hex + "' is no chunk size");
        }
        throw broken("'" + hex + "' is no chunk size");
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                // Some clients leave out the last empty line.
                if (started && left == 0 && line.isEmpty()) {
                    return "";
                }
                throw incomplete();
            }
            if (c == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            line.append((char) c);
            if (line.length() > LONGEST_LINE) {
                throw broken("a chunk's header is too long");
            }
        }
    }

    private static WireException broken(String what) {
        return new WireException(CommonError.INCOMPLETE_BODY, "The body is not in aws-chunked encoding: " + what + ".");
    }

    private static WireException incomplete() {
        return new WireException(CommonError.INCOMPLETE_BODY, "The body ended before its last chunk.");
    }
}
