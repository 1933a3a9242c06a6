package io.millrace.functions.runtime;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP/1.1 request of a runtime, as far as the Runtime API needs HTTP. A body beyond the limit is read to its end
 * and not kept.
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bytes, compared nowhere.
record HttpMessage(String method, String path, Map<String, String> headers, byte[] body, boolean tooLarge) {

    private static final int LINE_LIMIT = 64 * 1024;
    private static final int HEADER_LIMIT = 200;

    /** The next request of a connection, or empty at its end. */
    static Optional<HttpMessage> read(InputStream in, OutputStream out, int bodyLimit) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = start.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("Not a request line: " + start);
        }
        Map<String, String> headers = headers(in);
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        Body body = new Body(in, bodyLimit);
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            body.readChunks();
        } else {
            body.read(number(headers.getOrDefault("content-length", "0"), 10));
        }
        return Optional.of(new HttpMessage(parts[0], parts[1], headers, body.kept(), body.tooLarge()));
    }

    boolean closesConnection() {
        return "close".equalsIgnoreCase(headers.get("connection"));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            if (headers.size() > HEADER_LIMIT) {
                throw new IOException("More than " + HEADER_LIMIT + " headers");
            }
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
            if (line.size() > LINE_LIMIT) {
                throw new IOException("A header line of more than " + LINE_LIMIT + " bytes");
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException bad) {
            throw new IOException("Not a length: " + text, bad);
        }
        throw new IOException("Not a length: " + text);
    }

    /** A body while it is read. */
    private static final class Body {
        private final InputStream in;
        private final int limit;
        private byte[] kept = {};
        private boolean tooLarge;

        Body(InputStream in, int limit) {
            this.in = in;
            this.limit = limit;
        }

        byte[] kept() {
            return tooLarge ? new byte[0] : kept;
        }

        boolean tooLarge() {
            return tooLarge;
        }

        void read(long length) throws IOException {
            if (tooLarge || kept.length + length > limit) {
                tooLarge = true;
                in.skipNBytes(length);
                return;
            }
            byte[] part = in.readNBytes((int) length);
            if (part.length < length) {
                throw new EOFException("The body ended early");
            }
            kept = kept.length == 0 ? part : joined(kept, part);
        }

        void readChunks() throws IOException {
            while (true) {
                String size = line(in);
                int extension = size.indexOf(';');
                long length = number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
                if (length == 0) {
                    headers(in);
                    return;
                }
                read(length);
                line(in);
            }
        }

        private static byte[] joined(byte[] first, byte[] second) {
            byte[] both = new byte[first.length + second.length];
            System.arraycopy(first, 0, both, 0, first.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }
}
