package io.millrace.delivery.core;

import io.millrace.journal.Journal;
import io.millrace.objects.open.Definition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a frame of a stream's log says. Numbers are big-endian.
 *
 * <pre>
 * RECORD      1 | arrival ms 8 | data to the end
 * DEFINITION  2 | version 4 | definition to the end
 * DELETION    3
 * FILLING     4 | anything to the end: stands for records that were processed and then lost
 * </pre>
 */
sealed interface LogFrame {

    byte RECORD = 1;
    byte DEFINITION = 2;
    byte DELETION = 3;
    byte FILLING = 4;
    int LARGEST_FILLING = 1 << 20;

    /** @param data shares the payload's bytes */
    record Accepted(long arrivalMillis, ByteBuffer data) implements LogFrame {}

    /** What came before goes by the old version, what comes after by this one. */
    record Defined(Definition definition) implements LogFrame {}

    /** Nothing comes after it. */
    record Deletion() implements LogFrame {}

    /** Says nothing. */
    record Filling() implements LogFrame {}

    static byte type(ByteBuffer payload) {
        return payload.get(payload.position());
    }

    static LogFrame decode(ByteBuffer payload) {
        ByteBuffer in = payload.duplicate();
        byte type = in.get();
        return switch (type) {
            case RECORD -> new Accepted(in.getLong(), in.slice());
            case DEFINITION -> {
                int version = in.getInt();
                yield new Defined(new Definition(
                        version, StandardCharsets.UTF_8.decode(in).toString()));
            }
            case DELETION -> new Deletion();
            case FILLING -> new Filling();
            default ->
                throw new IllegalStateException("The log holds a frame of the unknown type " + type
                        + ": it was written by a newer version of Millrace. Start that one.");
        };
    }

    /** Copies the data: its buffer is the caller's again. */
    static ByteBuffer record(long arrivalMillis, ByteBuffer data) {
        int length = data.remaining();
        ByteBuffer frame = ByteBuffer.allocate(1 + 8 + length);
        return frame.put(0, RECORD).putLong(1, arrivalMillis).put(9, data, data.position(), length);
    }

    static ByteBuffer definition(Definition definition) {
        byte[] text = definition.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 4 + text.length)
                .put(DEFINITION)
                .putInt(definition.version())
                .put(text)
                .flip();
    }

    /** Takes that many positions, or a good part of them. */
    static ByteBuffer filling(long positions) {
        long header = Journal.frameSize(0);
        boolean several = positions > LARGEST_FILLING + header + header;
        long payload = several ? LARGEST_FILLING : Math.max(1, positions - header);
        return ByteBuffer.allocate((int) payload).put(0, FILLING);
    }

    static ByteBuffer deletion() {
        return ByteBuffer.allocate(1).put(DELETION).flip();
    }
}
