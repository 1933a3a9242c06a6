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

    private final String tail;

    RecordIds(StreamKey key) {
        byte[] text = key.text().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(SIZE - HEAD);
        bytes.put((byte) text.length).put(text);
        this.tail = Base64.getEncoder().encodeToString(bytes.array());
    }

    String id(long position, int index) {
        byte[] head = ByteBuffer.allocate(HEAD)
                .put(VERSION)
                .putLong(position)
                .put((byte) (index >>> 16))
                .putShort((short) index)
                .array();
        return Base64.getEncoder().encodeToString(head) + tail;
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
