package io.millrace.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a PutRecordBatch whose members stand once each, of their types and without escapes, and with no
 * other beside them. Used by one thread, once.
 */
final class PlainBatch {

    private static final byte[] NAME = text("DeliveryStreamName");
    private static final byte[] RECORDS = text("Records");
    private static final byte[] DATA = text("Data");

    private final byte[] body;
    private int at;
    private int tokenFrom;
    private int tokenTo;

    PlainBatch(byte[] body) {
        this.body = body;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty for a body of any other shape. */
    Optional<PutBatchBody> read() {
        @Nullable String stream = null;
        @Nullable List<ByteBuffer> records = null;
        if (!skip('{')) {
            return Optional.empty();
        }
        do {
            if (!string()) {
                return Optional.empty();
            }
            if (stream == null && is(NAME)) {
                if (!skip(':') || !string()) {
                    return Optional.empty();
                }
                stream = new String(body, tokenFrom, tokenTo - tokenFrom, StandardCharsets.US_ASCII);
            } else if (records == null && is(RECORDS)) {
                records = skip(':') ? records() : null;
                if (records == null) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        } while (skip(','));
        boolean whole = skip('}') && peek() < 0;
        return whole && stream != null && records != null
                ? Optional.of(new PutBatchBody(stream, records))
                : Optional.empty();
    }

    private @Nullable List<ByteBuffer> records() {
        List<ByteBuffer> records = new ArrayList<>(500);
        if (!skip('[')) {
            return null;
        }
        do {
            if (!skip('{') || !string() || !is(DATA) || !skip(':') || !string() || !skip('}')) {
                return null;
            }
            try {
                records.add(Base64.getDecoder().decode(ByteBuffer.wrap(body, tokenFrom, tokenTo - tokenFrom)));
            } catch (IllegalArgumentException noBase64) {
                return null;
            }
        } while (skip(','));
        return skip(']') ? records : null;
    }

    /** Takes a string of plain ASCII. */
    private boolean string() {
        if (!skip('"')) {
            return false;
        }
        tokenFrom = at;
        for (int i = at; i < body.length; i++) {
            byte b = body[i];
            if (b == '"') {
                tokenTo = i;
                at = i + 1;
                return true;
            }
            if (b == '\\' || b < ' ') {
                return false;
            }
        }
        return false;
    }

    private boolean is(byte[] name) {
        int length = tokenTo - tokenFrom;
        if (length != name.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (body[tokenFrom + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean skip(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** The next byte that is no blank, or -1. */
    private int peek() {
        while (at < body.length) {
            byte b = body[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        return -1;
    }
}
