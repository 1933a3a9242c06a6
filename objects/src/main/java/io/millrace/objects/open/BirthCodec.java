package io.millrace.objects.open;

import io.millrace.objects.store.ObjectMetadata;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Births as bytes; drawn in {@link OpenFrame}. */
final class BirthCodec {

    private BirthCodec() {}

    static ByteBuffer encode(long batch, long object, String intent, Birth birth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        put(
                out,
                ByteBuffer.wrap(new byte[17]).put(OpenFrame.BORN).putLong(batch).putLong(object));
        put(out, intent);
        put(out, birth.group());
        put(out, birth.bucket());
        put(out, birth.incarnation());
        put(out, birth.key());
        put(
                out,
                ByteBuffer.allocate(4 + 4 * 8 + 1 + 2)
                        .putInt(birth.version())
                        .putLong(birth.arrival().toEpochMilli())
                        .putLong(birth.bornAt().toEpochMilli())
                        .putLong(birth.sealAtBytes())
                        .putLong(birth.sealAfter().toMillis())
                        .put(birth.encoding().code())
                        .putShort((short) birth.metadata().headers().size()));
        new TreeMap<>(birth.metadata().headers()).forEach((name, value) -> {
            put(out, name);
            put(out, value);
        });
        if (!birth.form().isEmpty()) {
            put(out, birth.form());
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    static Birth decode(ByteBuffer in) {
        return new Birth(
                text(in),
                text(in),
                text(in),
                text(in),
                in.getInt(),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                in.getLong(),
                Duration.ofMillis(in.getLong()),
                Encoding.of(in.get()),
                metadata(in),
                in.hasRemaining() ? text(in) : "");
    }

    private static ObjectMetadata metadata(ByteBuffer in) {
        Map<String, String> headers = new TreeMap<>();
        for (int left = in.getShort() & 0xFFFF; left > 0; left--) {
            headers.put(text(in), text(in));
        }
        return new ObjectMetadata(headers, Map.of(), Map.of());
    }

    static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort() & 0xFFFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The text's bytes; fails where their number does not fit into two bytes. */
    static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("A text of " + bytes.length + " bytes is too long for open data.");
        }
        return bytes;
    }

    private static void put(ByteArrayOutputStream out, String text) {
        byte[] bytes = bytes(text);
        out.write(bytes.length >>> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void put(ByteArrayOutputStream out, ByteBuffer full) {
        byte[] bytes = new byte[full.flip().remaining()];
        full.get(bytes);
        out.writeBytes(bytes);
    }
}
