package io.millrace.delivery;

import io.millrace.objects.open.StreamKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The record ids of one stream: base64 of 168 bytes, as long as Firehose's.
 *
 * <pre>
 * 0   1  version, 1
 * 1   8  position in the stream's log of the put's first frame
 * 9   3  index of the record within the put
 * 12  1  length of the stream's key
 * 13     the stream's key in ASCII, then zeros
 * </pre>
 */
final class RecordIds {

    private static final int SIZE = 168;
    private static final int HEAD = 12;
    private static final byte VERSION = 1;

    /** Where a record stands. */
    record Place(String streamKey, long position, int index) {}

    /** Characters of an id. */
    static final int LENGTH = SIZE / 3 * 4;

    private static final int HEAD_LENGTH = HEAD / 3 * 4;
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    private final byte[] tail;

    RecordIds(StreamKey key) {
        byte[] text = key.text().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(SIZE - HEAD);
        bytes.put((byte) text.length).put(text);
        this.tail = Base64.getEncoder().encode(bytes.array());
    }

    String id(long position, int index) {
        byte[] id = new byte[LENGTH];
        write(position, index, id, 0);
        return new String(id, StandardCharsets.US_ASCII);
    }

    /** Writes the id's {@link #LENGTH} characters. */
    void write(long position, int index, byte[] into, int at) {
        // The head's twelve bytes are four times 24 bits, four digits each.
        digits((VERSION << 16) | (int) (position >>> 48), into, at);
        digits((int) (position >>> 24) & 0xFFFFFF, into, at + 4);
        digits((int) position & 0xFFFFFF, into, at + 8);
        digits(index & 0xFFFFFF, into, at + 12);
        System.arraycopy(tail, 0, into, at + HEAD_LENGTH, tail.length);
    }

    private static void digits(int bits, byte[] into, int at) {
        into[at] = DIGITS[bits >>> 18];
        into[at + 1] = DIGITS[(bits >>> 12) & 63];
        into[at + 2] = DIGITS[(bits >>> 6) & 63];
        into[at + 3] = DIGITS[bits & 63];
    }

    /** Where the record of an id stands, or empty where the text is no such id. */
    static Optional<Place> place(String id) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(id);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != SIZE || bytes[0] != VERSION || (bytes[HEAD] & 0xFF) > SIZE - HEAD - 1) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int index = (bytes[9] & 0xFF) << 16 | (buffer.getShort(10) & 0xFFFF);
        String key = new String(bytes, HEAD + 1, bytes[HEAD] & 0xFF, StandardCharsets.US_ASCII);
        return Optional.of(new Place(key, buffer.getLong(1), index));
    }
}
